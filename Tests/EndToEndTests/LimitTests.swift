import DNSModel
import Foundation
import TestSupport
import Testing

/// Limits of the real binary; what is asserted are counts, for times are the machine's.
@Suite(.timeLimit(.minutes(20))) struct LimitTests {
    private static let name: DomainName = "my-service.sales"

    private static func server(_ settings: String) throws -> (server: RunningServer, folder: TemporaryDirectory) {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "workers: 4\n" + settings)
        return (try RunningServer(["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"]), folder)
    }

    @Test("A client that floods over UDP has its share and no more, and the log names it; the one beside it is always answered")
    func flood() throws {
        let (server, folder) = try Self.server("clientLimit: {queriesPerSecond: 1, burst: 50}\n")
        let (begin, query) = (ContinuousClock.now, QueryOctets.query(Self.name, .a))
        let noisy = try #require(FloodSocket(port: server.port, from: "127.0.0.2"))
        for round in 0..<40 {
            for _ in 0..<50 { noisy.send(query) }
            let quiet = server.exchange(query, over: .udp, from: "127.0.0.3").flatMap(LdnsMessage.init)
            #expect(quiet?.answer.count == 1, "\(round)")
        }
        // The share grows by one a second; the line comes a second or so after the first that was held back.
        #expect(waitUntil { server.log.contains("clientLimit: ") && server.log.contains("to 127.0.0.2;") })
        let seconds = Int((ContinuousClock.now - begin).components.seconds) + 1
        #expect((50...(50 + seconds)).contains(noisy.answers))
        withExtendedLifetime(folder) {}
    }

    @Test("Over TCP such a client is refused, and its connection stays")
    func stream() throws {
        let (server, folder) = try Self.server("clientLimit: {queriesPerSecond: 1, burst: 3}\n")
        let client = try #require(StreamClient(port: server.port))
        let codes = (0..<20).map { _ in
            client.send(QueryOctets.query(Self.name, .a)) ? client.receive().flatMap(LdnsMessage.init)?.responseCode : nil
        }
        #expect(codes.prefix(3) == ["NOERROR", "NOERROR", "NOERROR"])
        #expect(codes.count { $0 == "REFUSED" } >= 10 && !codes.contains(nil))
        withExtendedLifetime(folder) {}
    }

    @Test("dig sees TC over rateLimit, comes again over TCP and has its answer")
    func slip() throws {
        let (server, folder) = try Self.server("rateLimit: {responsesPerSecond: 1, slip: 1}\n")
        let noisy = try #require(FloodSocket(port: server.port, from: "127.0.0.2"))
        for _ in 0..<10 { noisy.send(QueryOctets.query(Self.name, .a)) }
        #expect(waitUntil { noisy.answers == 10 })
        let cut = try server.dig(["+ignore", "+tries=1", "\(Self.name)"])
        #expect(cut.output.contains("flags: qr aa tc rd") && cut.output.contains("ANSWER: 0"), "\(cut)")
        let whole = try server.dig(["\(Self.name)"])
        #expect(whole.output.contains("Truncated, retrying in TCP mode") && whole.output.contains("10.0.171.239"), "\(whole)")
        withExtendedLifetime(folder) {}
    }

    @Test("Nobody is held back unless that is set, and the log says so at the start")
    func off() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        #expect(server.log.contains("rateLimit and clientLimit are off: nobody is held back"))
        let client = try #require(FloodSocket(port: server.port, from: "127.0.0.2"))
        for count in 1...20 {
            for _ in 0..<50 { client.send(QueryOctets.query(Self.name, .a)) }
            #expect(waitUntil { client.answers == 50 * count })
        }
    }

    @Test(
        "getent comes again over TCP where it gets TC, though there are no records to tell that the server is sound",
        .enabled(if: Namespaces.command != nil, "namespaces are not permitted here"))
    func getent() throws {
        let script = """
            set -eo pipefail
            ip link set lo up
            ip address add 192.0.2.1/32 dev lo
            printf 'nameserver 127.0.0.1\\noptions attempts:1 timeout:2\\n' > "$1/resolv.conf"
            printf 'rateLimit: {responsesPerSecond: 1, slip: 1}\\n' > "$1/svcdns.yaml"
            mount --bind "$1/resolv.conf" /etc/resolv.conf
            : > "$1/log"
            "$2" serve --listen 127.0.0.1:53 --no-upstream --manifests "$3" --config "$1/svcdns.yaml" 2>> "$1/log" &
            server=$!
            trap 'kill $server; wait $server' EXIT
            timeout 20 tail --lines +1 --follow "$1/log" | grep --quiet --max-count 1 'serving on' || true
            for number in 1 2 3 4 5 6; do getent ahostsv4 my-service.sales | sed -n '1s/ .*//p'; done
            """
        let folder = try TemporaryDirectory()
        let command =
            try #require(Namespaces.command) + ["bash", "-c", script, "test", folder.path, RunningServer.binary.path, Fixture.demo]
        let result = try Tool.run("timeout", ["60"] + command)
        #expect(result.output == String(repeating: "10.0.171.239\n", count: 6), "\(result)")
    }
}
