import DNSModel
import Foundation
import TestSupport
import Testing

/// Sockets that a service manager has bound.
@Suite(.timeLimit(.minutes(20))) struct SocketActivationTests {
    private static let web = QueryOctets.query("frontend-svc.prod.svc.cluster.local", .a)

    private func server(_ sockets: ParentSockets, _ arguments: [String] = []) throws -> RunningServer {
        try RunningServer(["--manifests", Fixture.demo] + arguments, by: sockets.launcher, passing: sockets.descriptors)
    }

    @Test("The sockets of the environment are served, UDP and TCP, and stand in place of listen")
    func serves() throws {
        let sockets = try ParentSockets()
        let server = try server(sockets)
        #expect(server.announcement.contains("serving on 127.0.0.1:\(sockets.port) (UDP and TCP): "), "\(server.announcement)")
        for carrier in DNSClient.Carrier.allCases {
            #expect(server.exchange(Self.web, over: carrier).flatMap(LdnsMessage.init)?.answer.count == 1, "\(carrier)")
        }
        #expect(server.log.contains("not listening on 127.0.0.1:0: the service manager passes other sockets") == false)
    }

    @Test("One of the two alone is served too", arguments: DNSClient.Carrier.allCases)
    func alone(carrier: DNSClient.Carrier) throws {
        let sockets = try ParentSockets(datagrams: carrier == .udp, streams: carrier == .tcp)
        let server = try server(sockets)
        #expect(server.announcement.contains("127.0.0.1:\(sockets.port) (\(carrier.rawValue.uppercased())): "), "\(server.announcement)")
        #expect(server.exchange(Self.web, over: carrier).flatMap(LdnsMessage.init)?.answer.count == 1)
    }

    @Test("An address of listen that is not passed is told, and not listened on")
    func otherAddress() throws {
        let sockets = try ParentSockets()
        let server = try RunningServer(
            ["--manifests", Fixture.demo], listen: "127.0.0.9:53", by: sockets.launcher, passing: sockets.descriptors)
        #expect(server.log.contains("not listening on 127.0.0.9:53: the service manager passes other sockets"), "\(server.log)")
        #expect(server.port == sockets.port)
    }

    private func sendBuffer(of socket: Int32) -> Int32 {
        var (size, length) = (Int32(0), socklen_t(4))
        _ = unsafe getsockopt(socket, SOL_SOCKET, SO_SNDBUF, &size, &length)
        return size
    }

    @Test("A UDP socket gets the buffers of those that svcdns binds itself, unless its own are larger")
    func buffers() throws {
        let sockets = try ParentSockets(streams: false)
        var small: Int32 = 4_096
        _ = unsafe setsockopt(sockets.descriptors[0], SOL_SOCKET, SO_SNDBUF, &small, 4)
        let server = try server(sockets)
        let widened = sendBuffer(of: sockets.descriptors[0])
        #expect(widened > 2 * small)

        // The second is more than this kernel would give without force, and less than svcdns asks for.
        for forced in [32 << 20, widened / 2 + (1 << 16)] as [Int32] {
            let others = try ParentSockets(streams: false)
            var size = forced
            _ = unsafe setsockopt(others.descriptors[0], SOL_SOCKET, SO_SNDBUFFORCE, &size, 4)
            let before = sendBuffer(of: others.descriptors[0])
            let other = try self.server(others)
            #expect(sendBuffer(of: others.descriptors[0]) == max(before, widened))
            withExtendedLifetime(other) {}
        }
        withExtendedLifetime(server) {}
    }

    @Test("What is asked while no server is there waits in the sockets, and is answered by the next")
    func restart() throws {
        let sockets = try ParentSockets()
        var server: RunningServer? = try server(sockets)
        server?.send(SIGTERM)
        #expect(server?.waitForEnd() == 0)
        server = nil
        let port = sockets.port
        let answers = DNSClient.Carrier.allCases.map { carrier in
            Background { DNSClient(port: port, bound: 30).exchange(Self.web, over: carrier) }
        }
        server = try self.server(sockets)
        for answer in answers { #expect(answer.wait().flatMap(LdnsMessage.init)?.answer.count == 1) }
        withExtendedLifetime(server) {}
    }

    @Test("Of a steady stream of queries none is lost while the server is started anew")
    func stream() throws {
        let sockets = try ParentSockets()
        var server: RunningServer? = try server(sockets)
        // As many as the socket has room for while nobody reads.
        let stream = QueryStream(port: sockets.port, Self.web, pause: 20_000) { $0.count > 12 && $0[3] & 15 == 0 && $0[7] == 1 }
        for round in 1...2 {
            #expect(waitUntil { stream.count > round * 30 })
            server?.send(SIGTERM)
            #expect(server?.waitForEnd() == 0)
            server = try self.server(sockets)
        }
        let tally = stream.end()
        #expect(tally.asked > 60 && tally.answered == tally.asked && tally.wrong == 0, "\(tally)")
        withExtendedLifetime(server) {}
    }

    @Test("systemd's own tool starts it at the first query", arguments: DNSClient.Carrier.allCases)
    func systemd(carrier: DNSClient.Carrier) throws {
        let port = LoopbackPort.free()
        let folder = try TemporaryDirectory()
        let log = "\(folder.path)/log"
        let command =
            ["systemd-socket-activate"] + (carrier == .udp ? ["--datagram"] : []) + ["--listen=127.0.0.1:\(port)"]
            + [RunningServer.binary.path, "serve", "--manifests", Fixture.demo, "--no-upstream"]
        let activator = try ChildProcess(command, in: nil, output: log, errors: log)
        let isAnswered = waitUntil(atMost: .seconds(60)) {
            DNSClient(port: port, bound: 5).exchange(Self.web, over: carrier).flatMap(LdnsMessage.init)?.answer.count == 1
        }
        #expect(isAnswered, "\((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
        withExtendedLifetime(activator) {}
    }

    @Test("The documented unit of the sockets is one to systemd")
    func unit() throws {
        let blocks = try Fixture.text("Docs/Restarts.md").components(separatedBy: "```")
        let unit = try #require(blocks.first { $0.hasPrefix("ini\n") })
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.socket", String(unit.dropFirst("ini\n".count)))
        try folder.write("svcdns.service", "[Service]\nExecStart=/bin/true\n")
        let result = try Tool.run("systemd-analyze", ["verify", "\(folder.path)/svcdns.socket"])
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    }

    @Test("What is passed and cannot be served keeps it from serving, in one line", arguments: ["unbound", "file", "number", "count"])
    func mistakes(kind: String) throws {
        let sockets = try ParentSockets(isBound: kind == "count")
        let launcher =
            switch kind {
            case "unbound": sockets.launcher
            case "count": ["sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=9 exec \"$@\"", "sh"]
            case "file": ["sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\" 3</dev/null", "sh"]
            default: ["sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=many exec \"$@\"", "sh"]
            }
        do {
            let server = try RunningServer(
                ["--manifests", Fixture.demo], by: launcher, passing: ["unbound", "count"].contains(kind) ? sockets.descriptors : [])
            Issue.record("\(server.announcement)")
        } catch let error as RunningServer.NotServing {
            let lines = error.output.split(separator: "\n")
            #expect(lines.count == 1, "\(error.output)")
            let number = kind == "count" ? 5 : 3
            let reason = kind == "number" ? "LISTEN_FDS" : "cannot use descriptor \(number) that the service manager passes"
            #expect(error.output.contains(reason), "\(error.output)")
        }
    }

    @Test("Sockets for another process are not touched")
    func otherProcess() throws {
        let server = try RunningServer(["--manifests", Fixture.demo], by: ["env", "LISTEN_PID=1", "LISTEN_FDS=5"])
        #expect(server.exchange(Self.web, over: .udp) != nil)
    }
}
