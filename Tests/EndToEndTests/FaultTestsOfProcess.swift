import Foundation
import Glibc
import TestSupport
import Testing

/// What happens to a server's process: signals, kills, and odd surroundings.
@Suite(.serialized, .timeLimit(.minutes(20))) struct FaultTestsOfProcess {
    private let setup: FaultSetup

    init() throws {
        setup = try FaultSetup()
    }

    @Test("Ten thousand SIGHUPs, and signals that mean something to other servers, cost no answer, and the last change is served")
    func signals() throws {
        let server = try setup.start()
        for round in 1...10_000 {
            server.send(SIGHUP)
            if round.isMultiple(of: 100) {
                server.send(round.isMultiple(of: 200) ? SIGUSR1 : SIGUSR2)
                #expect(server.address(of: "web") != nil)
            }
            if round.isMultiple(of: 1_000) { try setup.addService("s\(round)") }
        }
        for round in 1...10 { #expect(server.answers("s\(round * 1_000)")) }
    }

    @Test(
        "No address that was ever answered changes, at whatever moments the server is killed while Services come",
        arguments: [1, 2] as [UInt64])
    func killed(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (names, known): ([String], [String: String]) = ([], [:])
        for round in 1...10 {
            let server = try setup.start()
            for name in names {
                let address = try #require(server.address(of: name), "\(name) in round \(round)")
                #expect(known[name, default: address] == address, "\(name) in round \(round)")
                known[name] = address
            }
            for step in 0..<Int.random(in: 1...6, using: &generator) {
                let name = "r\(round)-\(step)"
                try setup.addService(name)
                names.append(name)
                // Some are killed before the Service is known, some in the middle, some after it.
                for _ in 0..<Int.random(in: 0...500, using: &generator) {
                    guard let address = server.address(of: name) else { continue }
                    #expect(known[name, default: address] == address, "\(name) in round \(round)")
                    known[name] = address
                }
            }
            server.send(SIGKILL)
            #expect(server.waitForEnd() == SIGKILL)
        }
        #expect(known.count > 10)
    }

    @Test("A second server on one state directory ends with an error that says so; when the first is killed, the next starts at once")
    func twoServers() throws {
        let first = try setup.start()
        let web = try #require(first.address(of: "web"))
        let second = try Tool.svcdns(["serve", "--listen", "127.0.0.1:0", "--no-upstream"] + setup.arguments)
        #expect(second.status == 1 && second.errors.contains("another svcdns has it"), "\(second)")
        first.send(SIGKILL)
        #expect(first.waitForEnd() == SIGKILL)
        #expect(try setup.start().address(of: "web") == web)
    }

    @Test(
        "The serial goes on from one of a clock that was years ahead, and from one of long ago to the time",
        arguments: [300_000_000, -300_000_000])
    func clock(offset: Int) throws {
        let now = Int(Date().timeIntervalSince1970)
        try setup.stateFolder.write("registry", "svcdns-state 1\nserial \(now + offset)\nend 1\n")
        let server = try setup.start()
        let first = try serial(of: server)
        #expect(offset > 0 ? first == now + offset + 1 : first >= now)
        try setup.addService("two")
        #expect(server.answers("two"))
        let second = try serial(of: server)
        #expect(offset > 0 ? second == first + 1 : second > first)
    }

    private func serial(of server: RunningServer) throws -> Int {
        let output = try server.dig(["+short", "SOA", "cluster.local"]).output
        return try #require(Int(output.split(separator: " ")[2]), "\(output)")
    }

    @Test("A log that nobody reads stops neither answers nor reloads nor the end")
    func unreadLog() throws {
        let pipe = setup.stateFolder.path + "/pipe"
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        let reader = unsafe open(pipe, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        let page = [UInt8](repeating: UInt8(ascii: "x"), count: 4_096)
        while unsafe write(reader, page, page.count) > 0 {}
        let client = DNSClient(port: LoopbackPort.free())
        let process = try ChildProcess(
            [
                RunningServer.binary.path, "serve", "--listen", "127.0.0.1:\(client.port)", "--no-upstream", "--manifests",
                setup.folder.path,
            ],
            in: nil, output: "/dev/null", errors: pipe)
        #expect(waitUntil { client.address(of: "web") != nil })
        for name in ["two", "three"] {
            try setup.addService(name)
            #expect(waitUntil { client.address(of: name) != nil })
        }
        process.send(SIGTERM)
        #expect(process.waitForEnd(atMost: .seconds(60)) && process.status == 0)
    }

    @Test("Closed standard streams are opened on nothing, so that no line of the log comes to lie in a file or a socket")
    func closedStreams() throws {
        let client = DNSClient(port: LoopbackPort.free())
        let command = [RunningServer.binary.path, "serve", "--listen", "127.0.0.1:\(client.port)", "--no-upstream"] + setup.arguments
        let process = try ChildProcess(
            ["sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"] + command, in: nil, output: "/dev/null", errors: "/dev/null")
        #expect(waitUntil { client.address(of: "web") != nil })
        for number in 0...2 {
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process.identifier)/fd/\(number)") == "/dev/null")
        }
        process.send(SIGTERM)
        #expect(process.waitForEnd(atMost: .seconds(60)) && process.status == 0)
    }

    @Test(
        "Without an environment, with a huge one, and without input it serves",
        arguments: [
            ["env", "-i"], ["env", "-i", "HUGE=" + String(repeating: "x", count: 120_000)], ["sh", "-c", "exec \"$@\" <&-", "sh"],
        ])
    func environment(launcher: [String]) throws {
        let server = try setup.start(by: launcher)
        #expect(server.answers("web"))
    }

    @Test("With another allocator than glibc's, which takes no advice, it serves")
    func otherAllocator() throws {
        let library = setup.stateFolder.url.appending(path: "allocator.so").path
        try setup.stateFolder.write("allocator.c", "int mallopt(int key, int value) { return key - key + value - value; }\n")
        let compiler = try Tool.run("clang", ["-shared", "-fPIC", "-o", library, "\(setup.stateFolder.path)/allocator.c"])
        try #require(compiler.status == 0, "\(compiler.errors)")
        #expect(try setup.start(by: ["env", "LD_PRELOAD=\(library)"]).answers("web"))
    }

    @Test("On a read-only root it serves", .enabled(if: Namespaces.mounts != nil, "no mount namespaces here"))
    func readOnlyRoot() throws {
        let server = try RunningServer(
            ["--manifests", setup.folder.path],
            by: try #require(Namespaces.mounts) + ["sh", "-ec", "mount -o remount,bind,ro /; exec \"$@\"", "sh"])
        #expect(server.answers("web"))
    }
}
