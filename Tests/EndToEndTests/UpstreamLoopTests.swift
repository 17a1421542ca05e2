import DNSModel
import Foundation
import TestSupport
import Testing

/// A server that is asked, directly or by way of others, for what it asks upstream.
@Suite(.timeLimit(.minutes(20))) struct UpstreamLoopTests {
    private static let inside = QueryOctets.query("frontend-svc.test", .a)
    private static let outside = QueryOctets.query("host.example.test", .a)

    private static func server(on port: UInt16, askingOf upstream: UInt16) throws -> RunningServer {
        try RunningServer(
            ["--manifests", Fixture.demo, "--upstream", "127.0.0.1:\(upstream)"], listen: "127.0.0.1:\(port)")
    }

    /// A forwarder, as systemd-resolved is one, that asks the server that asks it.
    private static func forwarder(to port: UInt16) throws -> FakeUpstream {
        try FakeUpstream([], .gives { DNSClient(port: port, bound: 1).exchange($0, over: .udp) ?? [] })
    }

    @Test("an upstream that asks back is found, told in one line, and left out; cluster names are answered")
    func asksBack() throws {
        let port = LoopbackPort.free()
        let upstream = try Self.forwarder(to: port)
        let server = try Self.server(on: port, askingOf: upstream.port)
        try Self.expectLoop(server, upstream.port)
    }

    @Test("an upstream that begins to ask back is found as soon as a question comes back")
    func beginsToAskBack() throws {
        let port = LoopbackPort.free()
        let upstream = try FakeUpstream(["*.example.test. 300 IN A 192.0.2.1"])
        let server = try Self.server(on: port, askingOf: upstream.port)
        #expect(server.exchange(QueryOctets.query("before.example.test", .a), over: .udp).flatMap(LdnsMessage.init)?.answer.count == 1)
        upstream.behave(.gives { DNSClient(port: port, bound: 1).exchange($0, over: .udp) ?? [] })
        try Self.expectLoop(server, upstream.port)
    }

    /// Found out, told once, and lived through.
    private static func expectLoop(_ server: RunningServer, _ upstream: UInt16) throws {
        let lines = { server.log.split(separator: "\n").filter { $0.contains("forwarding loop") && $0.contains("127.0.0.1:\(upstream)") } }
        var answer: LdnsMessage?
        let isFound = waitUntil {
            answer = server.exchange(outside, over: .udp).flatMap(LdnsMessage.init)
            return !lines().isEmpty && answer?.extendedErrors.first?.contains("loop") == true
        }
        #expect(isFound && answer?.responseCode == "SERVFAIL" && answer?.extendedErrorCodes == [22], "\(server.log)")
        for carrier in DNSClient.Carrier.allCases {
            #expect(server.exchange(inside, over: carrier).flatMap(LdnsMessage.init)?.answer.count == 1)
        }
        #expect(lines().count == 1, "\(lines())")
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
        let (good, port) = (try FakeUpstream(["*.example.test. 300 IN A 192.0.2.1"]), LoopbackPort.free())
        let upstream = try Self.forwarder(to: port)
        let servers = ["--upstream", upstream.endpoint, "--upstream", good.endpoint]
        let server = try RunningServer(["--manifests", Fixture.demo] + servers, listen: "127.0.0.1:\(port)")
        #expect(
            waitUntil { server.log.split(separator: "\n").contains { $0.contains("forwarding loop") && $0.contains(upstream.endpoint) } })
        for number in 1...20 {
            let name = try #require(DomainName("n\(number).example.test"))
            #expect(server.exchange(QueryOctets.query(name, .a), over: .udp).flatMap(LdnsMessage.init)?.answer.count == 1, "\(name)")
        }
    }
}
