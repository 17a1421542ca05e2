import DNSModel
import Foundation
import TestSupport
import Testing

/// The end of a server that is told to end.
@Suite(.timeLimit(.minutes(20))) struct StopTests {
    private static let web = QueryOctets.query("frontend-svc.prod.svc.cluster.local", .a)

    private func server(_ settings: String, arguments: [String] = []) throws -> RunningServer {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", settings)
        return try RunningServer(["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"] + arguments)
    }

    @Test("With lameDuck it answers on when it is told to end, and a second signal ends it at once", arguments: [SIGTERM, SIGINT])
    func lameDuck(signal: Int32) throws {
        let server = try server("lameDuck: 300\n")
        server.send(signal)
        for carrier in DNSClient.Carrier.allCases {
            for _ in 0..<50 { #expect(server.exchange(Self.web, over: carrier) != nil) }
        }
        server.send(signal)
        #expect(server.waitForEnd() == 0)
        #expect(server.log.contains("told to end: ends at once"), "\(server.log)")
    }

    @Test("The service manager hears of the end when it begins")
    func stopping() throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "lameDuck: 300\n")
        let manager = try #require(PacketSocket(takingNoticesAt: "\(folder.path)/notify"))
        let server = try RunningServer(
            ["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"], by: ["env", "NOTIFY_SOCKET=\(folder.path)/notify"])
        server.send(SIGTERM)
        #expect(waitUntil { manager.receive() == "STOPPING=1" })
        #expect(server.exchange(Self.web, over: .udp) != nil)
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
    }

    @Test("After lameDuck it ends by itself, with status 0")
    func lameDuckEnds() throws {
        let server = try server("lameDuck: 0.2\n")
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        #expect(server.log.contains("told to end: answers on for 0.2 seconds, then answers what has come, and ends"), "\(server.log)")
    }

    @Test("Clients that wait for upstream are told that it fails when the server ends", arguments: DNSClient.Carrier.allCases)
    func waiting(carrier: DNSClient.Carrier) throws {
        let upstream = try FakeUpstream(["example.test. 300 IN SOA ns.example.test. h.example.test. 1 7200 1800 86400 60"], .isSilent)
        let setup = try UpstreamSetup([upstream.endpoint])
        let answer = Background { setup.ask("host.example.test", over: carrier) }
        #expect(waitUntil { upstream.count("host.example.test", .a) > 0 })
        setup.server.send(SIGTERM)
        let message = try #require(answer.wait())
        #expect(message.responseCode == "SERVFAIL" && message.extendedErrors.first?.contains("the server ends") == true, "\(message)")
        #expect(setup.server.waitForEnd() == 0)
    }

    @Test("What a connection has asked is answered to the last message before it is closed")
    func pipelined() throws {
        let server = try server("log: {level: error}\n")
        let client = try #require(StreamClient(port: server.port, isSlow: false))
        // As many as the kernel keeps for a connection that is not read.
        let count: UInt16 = 300
        for identifier in 0..<count {
            #expect(client.send(QueryOctets.query("frontend-svc.prod.svc.cluster.local", .a, identifier: identifier)))
        }
        server.send(SIGTERM)
        for identifier in 0..<count {
            let answer = try #require(client.receive(), "\(identifier)")
            #expect(answer[0] == UInt8(identifier >> 8) && answer[1] == UInt8(truncatingIfNeeded: identifier))
        }
        #expect(client.receive() == nil)
        #expect(server.waitForEnd() == 0)
    }
}
