import DNSModel
import Foundation
import TestSupport
import Testing

/// What clients may do to the real server over TCP (RFC 7766).
@Suite("The server over TCP", .timeLimit(.minutes(20))) struct StreamTests {
    private static let query = QueryOctets.query("frontend-svc.prod.svc.cluster.local", .a)

    @Test(
        "a length under a header's, or over what a query can have, ends the connection, behind the answers to what came before",
        arguments: [[0, 0], [0, 1], [0, 11], [0x10, 0x01]] as [[UInt8]])
    func noFrames(length: [UInt8]) throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        let client = try #require(StreamClient(port: server.port))
        #expect(client.send(Self.query) && client.send(octets: length))
        #expect(client.receive() != nil)
        #expect(client.receive() == nil)
    }

    @Test("queries that come octet by octet, and the half closed behind them, are all answered")
    func split() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        let client = try #require(StreamClient(port: server.port))
        let frame = [UInt8(Self.query.count >> 8), UInt8(truncatingIfNeeded: Self.query.count)] + Self.query
        for octet in frame + frame + frame { #expect(client.send(octets: [octet])) }
        client.finish()
        for _ in 1...3 { #expect(client.receive()?.starts(with: Self.query.prefix(2)) == true) }
        #expect(client.receive() == nil)
    }

    @Test("storms of clients that reset, leave, or close their half and never read leave no descriptor open")
    func storms() throws {
        let server = try RunningServer(["--manifests", Fixture.demo, "--no-upstream"])
        // Nothing is open but what the server has for itself: it has had no client over TCP.
        #expect(server.exchange(Self.query, over: .udp) != nil)
        let before = try server.openFiles()
        for _ in 1...200 {
            let resets = try #require(StreamClient(port: server.port))
            #expect(resets.send(Self.query))
            resets.resetAtEnd()
            let leaves = try #require(StreamClient(port: server.port))
            #expect(leaves.send(octets: [0]))
            let neverReads = try #require(StreamClient(port: server.port))
            #expect(neverReads.send(Self.query))
            neverReads.finish()
        }
        var now = 0
        let isAsBefore = waitUntil {
            now = (try? server.openFiles()) ?? 0
            return now == before
        }
        #expect(isAsBefore, "\(now) are open, where \(before) were")
        #expect(server.exchange(Self.query, over: .tcp) != nil)
        #expect(server.exchange(Self.query, over: .udp) != nil)
    }

    @Test("without a descriptor left every newcomer is answered in the place of a quiet one, and UDP is")
    func fewDescriptors() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        // Room for fewer connections than four clients may have.
        let files = try server.openFiles() + 4
        #expect(try Tool.run("prlimit", ["--pid", "\(server.processIdentifier)", "--nofile=\(files):\(files)"]).status == 0)
        var clients: [StreamClient] = []
        for number in 1...100 {
            let client = try #require(StreamClient(port: server.port, from: "127.0.0.\(1 + number % 4)"))
            #expect(client.send(Self.query))
            #expect(client.receive() != nil)
            #expect(server.exchange(Self.query, over: .udp) != nil)
            clients.append(client)
        }
        #expect(clients.count == 100)
    }

    @Test("the limits of the configuration hold, one client's against its own connections alone")
    func configured() throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "tcp: {connections: 10, connectionsPerClient: 2, idleSeconds: 300}\n")
        let server = try RunningServer(["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"])
        let quiet = try #require(StreamClient(port: server.port, from: "127.0.0.2"))
        #expect(quiet.send(Self.query) && quiet.receive() != nil)
        var clients: [StreamClient] = []
        for _ in 1...12 {
            let client = try #require(StreamClient(port: server.port))
            #expect(client.send(Self.query) && client.receive() != nil)
            clients.append(client)
        }
        for client in clients.prefix(10) { #expect(client.receive() == nil) }
        for client in clients.suffix(2) + [quiet] { #expect(client.send(Self.query) && client.receive() != nil) }
    }

    @Test("more connections than there may be files are said at the start")
    func tooMany() throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "tcp: {connections: 1000}\n")
        let server = try RunningServer(
            ["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"], by: ["prlimit", "--nofile=128:128"])
        #expect(server.log.contains("tcp.connections: 1000: this process may have files for 64: raise LimitNOFILE="))
    }

    @Test(
        "a limit that cannot be is told with its place and its mend",
        arguments: [
            ("tcp: {connections: 0}", ":1:20: tcp.connections: 0: is no number of connections: write 1 to 20000"),
            ("tcp: {connections: 20001}", ": 20001: is no number of connections"),
            ("tcp: {connectionsPerClient: 0}", ":1:29: tcp.connectionsPerClient: 0: is no number of connections: write 1 to 20000"),
            ("tcp: {connections: 9, connectionsPerClient: 10}", ": 10: is over tcp.connections, which is 9: write that or less"),
            ("tcp: {idleSeconds: 0}", ":1:20: tcp.idleSeconds: 0: is no time to be idle: write seconds from 1 to 600"),
            ("tcp: {idleSeconds: 601}", ": 601: is no time to be idle"), ("tcp: {idleSeconds: 1.5}", ": is no time to be idle"),
        ])
    func mistakes(text: String, message: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", text + "\n")
        let result = try Tool.svcdns(["check", "--config", "\(folder.path)/svcdns.yaml", Fixture.demo])
        CommandTests.expectOneLine(result, containing: message)
    }
}
