import DNSModel
import Foundation
import TestSupport
import Testing

/// Ends and starts around a handover: signals that come at odd moments, and servers that start at once.
@Suite(.timeLimit(.minutes(20))) struct HandoverEndTests {
    private let folder: TemporaryDirectory
    private static let web = QueryOctets.query("frontend-svc.prod.svc.cluster.local", .a)

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "handover: \(folder.path)/handover\n")
    }

    private func start(_ arguments: [String] = [], listen: String = "127.0.0.1:0") throws -> RunningServer {
        try RunningServer(["--config", "\(folder.path)/svcdns.yaml", "--manifests", Fixture.demo] + arguments, listen: listen)
    }

    /// A server whose start nobody waits for, with its log in a file.
    private func begin(listen: String = "127.0.0.1:0", manifests: String = Fixture.demo, log: String) throws -> ChildProcess {
        try ChildProcess(
            [
                RunningServer.binary.path, "serve", "--listen", listen, "--manifests", manifests, "--config",
                "\(folder.path)/svcdns.yaml", "--no-upstream",
            ], in: nil, output: "/dev/null", errors: log)
    }

    private func text(_ file: String) -> String {
        FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// While it waits for who reads its log, the rest of it must not take the first one's place.
    @Test("A second server that is told to end before it is ready ends alone, though nobody reads its log")
    func toldToEnd() throws {
        let many = try TemporaryDirectory()
        try many.write("services.yaml", Fixture.services(4_000) { _ in "clusterIP: None" })
        let pipe = folder.path + "/pipe"
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        let reader = unsafe open(pipe, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        let page = [UInt8](repeating: UInt8(ascii: "x"), count: 4_096)
        while unsafe write(reader, page, page.count) > 0 {}
        let first = try start()
        let second = try begin(manifests: many.path, log: pipe)
        #expect(waitUntil { first.log.contains("takes over") })
        second.send(SIGTERM)
        #expect(second.waitForEnd(atMost: .seconds(60)) && second.status == 0)
        #expect(waitUntil { first.log.contains("this server goes on") }, "\(first.log)")
        #expect(first.exchange(Self.web, over: .udp) != nil && first.exchange(Self.web, over: .tcp) != nil)
    }

    @Test("A first signal after the handover has those who wait answered", arguments: DNSClient.Carrier.allCases)
    func signalAfterwards(carrier: DNSClient.Carrier) throws {
        let upstream = try FakeUpstream(["example.test. 300 IN SOA ns.example.test. h.example.test. 1 7200 1800 86400 60"], .isSilent)
        let first = try start(["--upstream", upstream.endpoint])
        let answer = Background { first.exchange(QueryOctets.query("a.example.test", .a), over: carrier) }
        #expect(waitUntil { upstream.count("a.example.test", .a) > 0 })
        let second = try start(["--upstream", upstream.endpoint])
        #expect(waitUntil { first.log.contains("this one ends") })
        first.send(SIGTERM)
        let message = try #require(answer.wait().flatMap(LdnsMessage.init), "\(first.log)")
        #expect(message.responseCode == "SERVFAIL" && message.extendedErrors.first?.contains("the server ends") == true, "\(message)")
        #expect(first.waitForEnd() == 0)
        #expect(second.exchange(Self.web, over: carrier) != nil)
    }

    @Test("A server that still serves slow clients at its end keeps its port from nobody")
    func port() throws {
        let zone = try TemporaryDirectory()
        try zone.write("services.yaml", Fixture.services(3_000) { "clusterIP: 10.96.\($0 / 250).\($0 % 250 + 1)" })
        try folder.write("svcdns.yaml", "handover: \(folder.path)/handover\nzoneTransfer: {allow: [127.0.0.0/8]}\n")
        let first = try RunningServer(["--config", "\(folder.path)/svcdns.yaml", "--manifests", zone.path])
        let client = try #require(StreamClient(port: first.port))
        for _ in 0..<20 { #expect(client.send(QueryOctets.query("cluster.local", .axfr))) }
        #expect(client.receive() != nil)
        first.send(SIGTERM)
        #expect(waitUntil { Self.isFree(first.port) })
        #expect(!first.hasEnded, "the port is free because the server has ended")
        #expect(first.waitForEnd() == 0)
    }

    /// Whether no UDP socket has the port.
    private static func isFree(_ port: UInt16) -> Bool {
        let list = FileManager.default.contents(atPath: "/proc/net/udp") ?? Data()
        return !String(decoding: list, as: UTF8.self).contains(" 0100007F:" + String(format: "%04X ", port))
    }

    @Test("A second server that may have too few files for the sockets of the first says so, and the first goes on", arguments: [60, 120])
    func files(limit: Int) throws {
        try folder.write("svcdns.yaml", "handover: \(folder.path)/handover\nworkers: 64\n")
        let first = try start()
        try folder.write("one.yaml", "handover: \(folder.path)/handover\nworkers: 1\n")
        let command = [RunningServer.binary.path, "serve", "--listen", "127.0.0.1:0", "--manifests", Fixture.demo, "--no-upstream"]
        for round in 1...5 {
            let result = try Tool.run("prlimit", ["--nofile=\(limit):\(limit)"] + command + ["--config", "\(folder.path)/one.yaml"])
            #expect(result.status == 1 && result.errors.contains("raise the limit"), "\(result.errors)")
            #expect(waitUntil { first.log.components(separatedBy: "this server goes on").count == 1 + round }, "\(first.log)")
        }
        #expect(first.exchange(Self.web, over: .udp) != nil)
    }

    /// Between a look at whose file it is and its removal the next server could take the name.
    @Test("Who hands over removes no file", .enabled(if: geteuid() == 0))
    func noRemoval() throws {
        let first = try start()
        let trace = "\(folder.path)/trace"
        let tracer = try ChildProcess(
            ["strace", "-f", "-p", "\(first.processIdentifier)", "-e", "trace=%file", "-o", trace], in: nil, output: "/dev/null",
            errors: "\(folder.path)/tracer")
        #expect(waitUntil { text("\(folder.path)/tracer").contains("attached") })
        let second = try start()
        #expect(first.waitForEnd() == 0 && tracer.waitForEnd(atMost: .seconds(60)))
        #expect(text(trace).contains("exited with 0") && !text(trace).contains("\(folder.path)/handover\""), "\(text(trace))")
        second.send(SIGTERM)
        #expect(second.waitForEnd() == 0 && !FileManager.default.fileExists(atPath: "\(folder.path)/handover"))
    }

    @Test("A server that starts while another ends waits for its port")
    func waits() throws {
        let other = try RunningServer(["--manifests", Fixture.demo])
        let log = "\(folder.path)/second"
        let second = try begin(listen: "127.0.0.1:\(other.port)", log: log)
        #expect(waitUntil { text(log).contains("waits for who has the port") })
        other.send(SIGTERM)
        #expect(other.waitForEnd() == 0)
        #expect(waitUntil { text(log).contains("serving on") }, "\(text(log))")
        second.send(SIGTERM)
        #expect(second.waitForEnd(atMost: .seconds(60)) && second.status == 0)
    }

    @Test("Of two servers that start at once the one takes over from the other")
    func twice() throws {
        let listen = "127.0.0.1:\(LoopbackPort.free())"
        let servers = try (0..<2).map { try begin(listen: listen, log: "\(folder.path)/log\($0)") }
        #expect(waitUntil { servers.count { $0.status == 0 } == 1 })
        let logs = (0..<2).map { text("\(folder.path)/log\($0)") }
        #expect(logs.allSatisfy { !$0.contains("cannot make") } && logs.contains { $0.contains("this one ends") }, "\(logs)")
        let last = try #require(servers.first { $0.status == nil })
        last.send(SIGTERM)
        #expect(last.waitForEnd(atMost: .seconds(60)) && last.status == 0)
    }
}
