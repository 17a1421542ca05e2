import DNSModel
import Foundation
import TestSupport
import Testing

/// A server that is asked, directly or by way of others, for what it asks upstream.
@Suite(.timeLimit(.minutes(3))) struct UpstreamLoopTests {
    private static let inside = QueryOctets.query("frontend-svc.test", .a)
    private static let outside = QueryOctets.query("host.example.test", .a)

    private static func server(on port: UInt16, askingOf upstream: UInt16) throws -> RunningServer {
        try RunningServer(
            ["--manifests", Fixture.demo, "--upstream", "127.0.0.1:\(upstream)"], listen: "127.0.0.1:\(port)")
    }

    /// Found out, told once, and lived through.
    private static func expectLoop(_ server: RunningServer, _ upstream: UInt16) throws {
        let lines = { server.log.split(separator: "\n").filter { $0.contains("forwarding loop") && $0.contains("127.0.0.1:\(upstream)") } }
        #expect(waitUntil { !lines().isEmpty }, "\(server.log)")
        #expect(
            waitUntil {
                let answer = server.exchange(outside, over: .udp).flatMap(LdnsMessage.init)
                return answer?.responseCode == "SERVFAIL" && answer?.extendedErrorCodes == [22]
            })
        for carrier in DNSClient.Carrier.allCases {
            #expect(server.exchange(inside, over: carrier).flatMap(LdnsMessage.init)?.answer.count == 1)
        }
        #expect(lines().count == 1, "\(lines())")
    }

    @Test("an upstream that is the server itself is found, told in one line, and left out; cluster names are answered")
    func itself() throws {
        let port = LoopbackPort.free()
        try Self.expectLoop(try Self.server(on: port, askingOf: port), port)
    }

    /// The one that finds the loop leaves the other out, and the loop is cut.
    @Test("of two servers that ask each other one finds it out at least, and both live")
    func eachOther() throws {
        let (first, second) = (LoopbackPort.free(), LoopbackPort.free())
        let servers = [try Self.server(on: first, askingOf: second), try Self.server(on: second, askingOf: first)]
        #expect(waitUntil { servers.contains { $0.log.contains("forwarding loop") } }, "\(servers.map(\.log))")
        for server in servers {
            #expect(server.exchange(Self.outside, over: .udp).flatMap(LdnsMessage.init)?.responseCode == "SERVFAIL")
            #expect(server.exchange(Self.inside, over: .tcp).flatMap(LdnsMessage.init)?.answer.count == 1)
            #expect(server.log.components(separatedBy: "forwarding loop").count <= 2)
        }
    }

    @Test("of two upstreams the one that leads back is left out, and the other answers")
    func oneOfTwo() throws {
        let upstream = try FakeUpstream(["*.example.test. 300 IN A 192.0.2.1"])
        let port = LoopbackPort.free()
        let server = try RunningServer(
            ["--manifests", Fixture.demo, "--upstream", "127.0.0.1:\(port)", "--upstream", upstream.endpoint], listen: "127.0.0.1:\(port)")
        #expect(
            waitUntil { server.log.split(separator: "\n").contains { $0.contains("forwarding loop") && $0.contains("127.0.0.1:\(port)") } })
        for number in 1...20 {
            let name = try #require(DomainName("n\(number).example.test"))
            #expect(server.exchange(QueryOctets.query(name, .a), over: .udp).flatMap(LdnsMessage.init)?.answer.count == 1, "\(name)")
        }
    }
}
