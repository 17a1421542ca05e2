import DNSModel
import Foundation
import TestSupport
import Testing

/// A second server takes over from the first.
@Suite(.timeLimit(.minutes(20))) struct HandoverTests {
    private let folder: TemporaryDirectory
    private let manifests: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        manifests = try TemporaryDirectory()
        try write(["web"])
    }

    private var path: String {
        "\(folder.path)/handover"
    }

    /// All of these Services in one file, none with an address.
    private func write(_ names: [String]) throws {
        let documents = names.map {
            "{apiVersion: v1, kind: Service, metadata: {name: \($0), namespace: prod}, spec: {ports: [{port: 80}]}}"
        }
        try manifests.write("services.yaml", documents.joined(separator: "\n---\n"))
    }

    /// Enough to read that there is time to end one of two servers meanwhile.
    private var manyServices: String {
        Fixture.services(4_000) { _ in "ports: [{port: 80}]" }
    }

    /// A server that takes over from the one before, if there is one: then port 0 is the port of that.
    private func start(
        _ settings: String = "", listen: String = "127.0.0.1:0", _ arguments: [String] = [], hasState: Bool = true,
        by launcher: [String] = []
    ) throws -> RunningServer {
        try folder.write("svcdns.yaml", "handover: \(path)\n" + settings)
        let state = hasState ? ["--state-directory", "\(folder.path)/state"] : []
        return try RunningServer(
            ["--manifests", manifests.path, "--config", "\(folder.path)/svcdns.yaml"] + state + arguments, listen: listen,
            by: launcher)
    }

    private func failure(_ settings: String = "", _ arguments: [String] = []) throws -> String {
        do {
            let server = try start(settings, arguments)
            Issue.record("\(server.announcement)")
            return ""
        } catch let error as RunningServer.NotServing {
            return error.output
        }
    }

    private static func query(_ name: String, _ type: RecordType = .a) -> [UInt8] {
        QueryOctets.query(DomainName(name) ?? .root, type)
    }

    private func address(of name: String, _ server: RunningServer) -> String? {
        server.exchange(Self.query("\(name).prod.svc.cluster.local"), over: .udp).flatMap(LdnsMessage.init)?.answer.first
    }

    private func serial(_ server: RunningServer) throws -> UInt32 {
        let answer = server.exchange(Self.query("cluster.local", .soa), over: .udp).flatMap(LdnsMessage.init)?.answer.first
        return try #require(answer.flatMap { UInt32($0.split(separator: " ")[6]) }, "\(answer ?? "")")
    }

    @Test("Of a steady stream of queries none is lost in two swaps, and each answer is right", arguments: [1, 3])
    func swaps(workers: Int) throws {
        let settings = "workers: \(workers)\n"
        var server = try start(settings)
        let address = try #require(self.address(of: "web", server))
        let stream = QueryStream(port: server.port, Self.query("web.prod.svc.cluster.local")) {
            LdnsMessage($0)?.answer == [address]
        }
        for round in 1...2 {
            #expect(waitUntil { stream.count > round * 1_000 })
            let next = try start(settings)
            #expect(server.waitForEnd() == 0)
            #expect(next.port == server.port)
            #expect(
                next.log.contains("handover: takes over from the server at \(path) (process \(server.processIdentifier))"), "\(next.log)")
            #expect(next.log.contains("handover: this server answers from now on"), "\(next.log)")
            server = next
        }
        let count = stream.count
        #expect(waitUntil { stream.count > count + 1_000 })
        let tally = stream.end()
        #expect(tally.answered == tally.asked && tally.wrong == 0, "\(tally)")
    }

    @Test("A query that waits for upstream is answered by the server that was asked", arguments: DNSClient.Carrier.allCases)
    func waiting(carrier: DNSClient.Carrier) throws {
        let records = [
            "example.test. 300 IN SOA ns.example.test. h.example.test. 1 7200 1800 86400 60", "a.example.test. 300 IN A 192.0.2.1",
        ]
        let upstream = try FakeUpstream(records, .holds)
        let first = try start("", ["--upstream", upstream.endpoint])
        let answer = Background { first.exchange(Self.query("a.example.test"), over: carrier) }
        #expect(waitUntil { upstream.count("a.example.test", .a) > 0 })
        let second = Background { Result { try start("", ["--upstream", upstream.endpoint]) } }
        #expect(waitUntil { first.log.contains("this one ends") })
        upstream.behave(.answers)
        upstream.release()
        #expect(answer.wait().flatMap(LdnsMessage.init)?.answer == ["a.example.test. 300 IN A 192.0.2.1"])
        #expect(first.waitForEnd() == 0)
        #expect(address(of: "web", try second.wait().get()) != nil)
    }

    @Test("With lameDuck the first server's connections are served on while they move")
    func connections() throws {
        let first = try start("lameDuck: 300\n")
        let client = try #require(StreamClient(port: first.port))
        #expect(client.send(Self.query("web.prod.svc.cluster.local")) && client.receive() != nil)
        let second = try start("lameDuck: 300\n")
        #expect(waitUntil { first.log.contains("this one ends") })
        #expect(client.send(Self.query("web.prod.svc.cluster.local")) && client.receive() != nil)
        first.send(SIGTERM)
        #expect(first.waitForEnd() == 0)
        #expect(client.receive() == nil)
        #expect(address(of: "web", second) != nil)
    }

    @Test("Addresses and the serial go on over swaps, with a state directory and without", arguments: [true, false])
    func state(hasState: Bool) throws {
        let names = (0..<300).map { "s\($0)" }
        try write(names)
        var server = try start(hasState: hasState)
        // What was released is remembered too: it keeps others from these addresses.
        try write(Array(names[100...]) + (0..<100).map { "t\($0)" })
        #expect(waitUntil { address(of: "t99", server) != nil })
        let all = Array(names[100...]) + (0..<100).map { "t\($0)" }
        let known = all.map { address(of: $0, server) }
        var serial = try self.serial(server)
        for _ in 0..<2 {
            let next = try start(hasState: hasState)
            #expect(server.waitForEnd() == 0)
            server = next
            #expect(all.map { address(of: $0, server) } == known)
            let nextSerial = try self.serial(server)
            #expect(nextSerial > serial)
            serial = nextSerial
        }
        try write(all + ["added"])
        #expect(waitUntil { address(of: "added", server) != nil })
        #expect(all.map { address(of: $0, server) } == known)
    }

    @Test("When the second is killed before it is ready, the first serves and reloads on, and another can follow")
    func killed() throws {
        let first = try start()
        let known = address(of: "web", first)
        let serial = try self.serial(first)
        let many = try TemporaryDirectory()
        try many.write("services.yaml", manyServices)
        let second = try ChildProcess(
            [
                RunningServer.binary.path, "serve", "--listen", "127.0.0.1:0", "--manifests", many.path, "--config",
                "\(folder.path)/svcdns.yaml", "--state-directory", "\(folder.path)/state", "--no-upstream",
            ], in: nil, output: "\(folder.path)/second", errors: "\(folder.path)/second")
        #expect(waitUntil { first.log.contains("takes over") })
        second.send(SIGKILL)
        #expect(waitUntil { first.log.contains("this server goes on") }, "\(first.log)")
        #expect(second.waitForEnd(atMost: .seconds(60)) && second.status == SIGKILL)
        #expect(address(of: "web", first) == known)
        try write(["web", "other"])
        #expect(waitUntil { address(of: "other", first) != nil }, "\(first.log)")
        #expect(try self.serial(first) > serial)
        let other = address(of: "other", first)
        let third = try start()
        #expect(first.waitForEnd() == 0)
        #expect(address(of: "web", third) == known && address(of: "other", third) == other)
    }

    @Test("When the first ends while the second starts, the second serves, with every address as it was", arguments: [SIGTERM, SIGKILL])
    func ended(signal: Int32) throws {
        let first = try start()
        let known = address(of: "web", first)
        try manifests.write("many.yaml", manyServices)
        let second = Background { Result { try start() } }
        #expect(waitUntil { first.log.contains("takes over") })
        first.send(signal)
        let server = try second.wait().get()
        #expect(first.waitForEnd() == (signal == SIGTERM ? 0 : signal))
        #expect(known != nil && address(of: "web", server) == known)
        let words = ["handover: this server answers from now on", "handover: the other server has gone; this one answers alone"]
        #expect(words.contains { server.log.contains($0) }, "\(server.log)")
    }

    @Test("A server that ends breaks off no handover that is under way")
    func endsSilently() throws {
        let first = try start()
        let client = try #require(PacketSocket(to: path))
        client.send("svcdns-handover 1 hello")
        #expect(client.receive() == "svcdns-handover 1 sockets" && client.receive() == "svcdns-handover 1 state")
        first.send(SIGTERM)
        #expect(client.receive() == nil)
        #expect(first.waitForEnd() == 0)
    }

    @Test("Where the first is gone before it has given anything, the second starts as if there had been none")
    func gone() throws {
        let listener = try #require(PacketSocket(listeningAt: path))
        let said = Background { listener.accept()?.receive() }
        let server = try start()
        #expect(said.wait() == "svcdns-handover 1 hello")
        #expect(address(of: "web", server) != nil)
    }

    @Test("Who could not be accepted for want of a descriptor keeps nobody from taking over later")
    func descriptors() throws {
        let first = try start()
        let client = try #require(PacketSocket(to: path))
        client.send("svcdns-handover 1 hello")
        #expect(client.receive() == "svcdns-handover 1 sockets" && client.receive() == "svcdns-handover 1 state")
        let limit = "prlimit --pid \(first.processIdentifier) --nofile="
        #expect(try Tool.run("env", (limit + "3:").split(separator: " ").map(String.init)).status == 0)
        var other = PacketSocket(to: path)
        client.send("noise")
        #expect(waitUntil { first.log.contains("this server goes on") })
        #expect(try Tool.run("env", (limit + "1024:").split(separator: " ").map(String.init)).status == 0)
        #expect(other != nil)
        other = nil
        #expect(waitUntil { first.log.components(separatedBy: "this server goes on").count == 3 }, "\(first.log)")
        let second = try start()
        #expect(first.waitForEnd() == 0)
        #expect(address(of: "web", second) != nil)
    }

    @Test("A change and a signal that come while the second starts are seen by whoever goes on")
    func changed() throws {
        let first = try start()
        let client = try #require(PacketSocket(to: path))
        client.send("svcdns-handover 1 hello")
        #expect(client.receive() == "svcdns-handover 1 sockets" && client.receive() == "svcdns-handover 1 state")
        try write(["web", "late"])
        first.send(SIGHUP)
        #expect(address(of: "web", first) != nil && address(of: "late", first) == nil)
        client.send("noise")
        #expect(waitUntil { address(of: "late", first) != nil })
    }

    @Test(
        "Whatever is said at the socket, the server goes on, and the next can take over",
        arguments: [
            "", "noise", "svcdns-handover", "svcdns-handover 1", "svcdns-handover 1 ready", "svcdns-handover 1 hello now",
            "svcdns-handover 2 hello", "svcdns-handover 99999999999999999999 hello", "svcdns-handover 1 refused \u{1B}[31m",
            String(repeating: "x", count: 1_500),
        ])
    func noise(text: String) throws {
        let first = try start()
        let client = try #require(PacketSocket(to: path))
        client.send(text)
        #expect(waitUntil { first.log.contains("handover failed") })
        if text.hasPrefix("svcdns-handover 2 ") {
            #expect(
                client.receive()
                    == "svcdns-handover 1 refused the other server speaks version 2 of the handover, and this one version 1")
        }
        #expect(!first.log.contains("\u{1B}"))
        let second = try start()
        #expect(first.waitForEnd() == 0)
        #expect(address(of: "web", second) != nil)
    }

    @Test("While one takes over, another is refused and does not start")
    func two() throws {
        let first = try start()
        let client = try #require(PacketSocket(to: path))
        client.send("svcdns-handover 1 hello")
        #expect(client.receive() == "svcdns-handover 1 sockets")
        let output = try failure()
        #expect(output.contains("cannot take over from the server at \(path): another server takes over already"), "\(output)")
        #expect(address(of: "web", first) != nil)
    }

    @Test(
        "A server that is refused, or is told nonsense, does not start and says why",
        arguments: [
            ("svcdns-handover 2 refused this one speaks version 2", "this one speaks version 2"),
            ("svcdns-handover 7 sockets", "it speaks version 7 of the handover, and this one version 1"),
            ("svcdns-handover 1 go", "it does not keep to the protocol"), ("noise", "it does not keep to the protocol"),
            ("svcdns-handover 1 state", "it does not keep to the protocol"),
        ])
    func refused(answer: String, reason: String) throws {
        let listener = try #require(PacketSocket(listeningAt: path))
        let said = Background {
            guard let connection = listener.accept() else { return "nobody" }
            let hello = connection.receive()
            connection.send(answer)
            return hello ?? "nothing"
        }
        let output = try failure()
        #expect(said.wait() == "svcdns-handover 1 hello")
        #expect(output.contains("cannot take over from the server at \(path): \(reason)"), "\(output)")
        #expect(output.split(separator: "\n").count == 1, "\(output)")
    }

    @Test("Other addresses and other numbers of workers are taken up by a swap")
    func otherSettings() throws {
        let first = try start("workers: 2\n")
        let listen = "127.0.0.1:\(first.port)"
        var server = try start("workers: 4\n", listen: listen, ["--listen", "127.0.0.2:0"])
        #expect(first.waitForEnd() == 0)
        #expect(server.announcement.contains("serving on \(listen), 127.0.0.2:"), "\(server.announcement)")
        #expect(waitUntil { Self.datagramSockets(on: first.port) == 4 })
        let next = try start("workers: 1\n", listen: listen)
        #expect(server.waitForEnd() == 0)
        server = next
        #expect(server.log.contains("not listening on 127.0.0.2:"), "\(server.log)")
        // One worker reads them all: whichever the kernel picks for a client is read.
        #expect(Self.datagramSockets(on: first.port) == 4)
        for _ in 0..<64 { #expect(address(of: "web", server) != nil) }
    }

    /// The sockets that the kernel lists on a port of 127.0.0.1.
    private static func datagramSockets(on port: UInt16) -> Int {
        let list = FileManager.default.contents(atPath: "/proc/net/udp") ?? Data()
        let local = " 0100007F:\(String(UInt32(port) + 0x10000, radix: 16, uppercase: true).dropFirst()) "
        return String(decoding: list, as: UTF8.self).components(separatedBy: local).count - 1
    }

    @Test("The socket is its user's alone, goes with the server, and that of a killed one is replaced")
    func file() throws {
        var server = try start()
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        server.send(SIGKILL)
        #expect(server.waitForEnd() == SIGKILL)
        #expect(FileManager.default.fileExists(atPath: path))
        server = try start()
        #expect(PacketSocket(to: path) != nil)
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    @Test("A cookie that the first has given is good for the second")
    func cookies() throws {
        let first = try start()
        let mine: [UInt8] = Array(1...8)
        let given = try #require(first.exchange(DigQuery.octets("soa", for: "cluster.local", cookie: mine), over: .udp)?.suffix(24))
        let second = try start()
        #expect(first.waitForEnd() == 0)
        let answer = second.exchange(DigQuery.octets("soa", for: "cluster.local", cookie: Array(given)), over: .udp)
        #expect(given.count == 24 && answer?.suffix(24) == given)
    }

    @Test("The service manager of the first hears which process stands for the service now")
    func mainProcess() throws {
        let manager = try #require(PacketSocket(takingNoticesAt: "\(folder.path)/notify"))
        let first = try start(by: ["env", "NOTIFY_SOCKET=\(folder.path)/notify"])
        let second = try start()
        #expect(first.waitForEnd() == 0)
        #expect(waitUntil { manager.receive() == "MAINPID=\(second.processIdentifier)" })
    }

    @Test("A file that is no socket stays, and a folder that is not there is told")
    func otherFile() throws {
        try folder.write("handover", "mine")
        #expect(try failure().contains("handover: \(path) is another program's: name another file"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        try folder.remove("handover")
        let output = try failure("", ["--config", "\(folder.path)/other.yaml"])
        #expect(output.contains("cannot read"), "\(output)")
        try folder.write("lost.yaml", "handover: \(folder.path)/lost/handover\n")
        let lost = try failure("", ["--config", "\(folder.path)/lost.yaml"])
        #expect(lost.contains("handover: cannot make the socket \(folder.path)/lost/handover: No such file or directory"), "\(lost)")
    }
}
