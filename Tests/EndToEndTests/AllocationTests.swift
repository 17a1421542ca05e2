import DNSModel
import Foundation
import TestSupport
import Testing

/// Cluster IPs that the server hands out, over changes, kills and restarts.
@Suite(.timeLimit(.minutes(20))) struct AllocationTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func start(withState: Bool) throws -> RunningServer {
        let state = withState ? ["--state-directory", "\(folder.path)-state"] : []
        return try RunningServer(["--manifests", folder.path, "--log-level", "error"] + state)
    }

    /// All of these Services in one file, none with an address.
    private func write(_ names: [String]) throws {
        let documents = names.map {
            "{apiVersion: v1, kind: Service, metadata: {name: \($0), namespace: prod}, spec: {ports: [{port: 80}]}}"
        }
        try folder.write("services.yaml", documents.joined(separator: "\n---\n"))
    }

    private func address(of name: String, _ server: RunningServer) throws -> String? {
        let query = QueryOctets.query(try #require(DomainName("\(name).prod.svc.cluster.local")), .a)
        return server.exchange(query, over: .udp).flatMap(LdnsMessage.init)?.answer.first
    }

    private func addresses(of names: [String], _ server: RunningServer) throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try names.map { ($0, try #require(try address(of: $0, server), "\($0)")) })
    }

    @Test("No surviving Service of a thousand changes its address over restarts, half of them replaced, killed at any moment")
    func killedAtAnyMoment() throws {
        defer { do { try FileManager.default.removeItem(atPath: "\(folder.path)-state") } catch { Issue.record(error) } }
        var names = (0..<1000).map { "s\($0)" }
        try write(names)
        var server = try start(withState: true)
        var known = try addresses(of: names, server)
        for round in 1...6 {
            names = Array(names.dropFirst(500)) + (0..<500).map { "r\(round)-\($0)" }
            try write(names)
            // Killed before, while and after the change is read, built and saved: a question more each time.
            for _ in 0..<(round * round * 20) { _ = try address(of: names[0], server) }
            server.send(SIGKILL)
            #expect(server.waitForEnd() == SIGKILL)
            server = try start(withState: true)
            let now = try addresses(of: names, server)
            #expect(Set(now.values).count == 1000)
            for survivor in names.prefix(500) { #expect(now[survivor] == known[survivor]) }
            known = now
        }
    }

    @Test("Without a state directory no address changes while the server lives, and the same Services get the same after a restart")
    func withoutState() throws {
        let names = (0..<1000).map { "s\($0)" }
        try write(names)
        var server = try start(withState: false)
        let first = try addresses(of: names, server)
        server = try start(withState: false)
        #expect(try addresses(of: names, server) == first)
        let more = names.suffix(500) + ["added"]
        try write(Array(more))
        #expect(waitUntil { (try? address(of: "added", server)) != nil })
        #expect(try addresses(of: Array(names.suffix(500)), server) == first.filter { names.suffix(500).contains($0.key) })
    }

    @Test("A Service for which no address is left is an error of serve and of check, and is not answered")
    func exhausted() throws {
        try write(["a", "b", "c"])
        let cidr = ["--service-cidr", "192.0.2.0/30"]
        let check = try Tool.svcdns(["check", folder.path] + cidr)
        #expect(
            check.status == 1 && check.output.contains("services.yaml:5:1: error: Service prod/c: spec.clusterIP: no IPv4"),
            "\(check.output)")
        let server = try RunningServer(["--manifests", folder.path] + cidr)
        #expect(server.announcement.hasSuffix(": 3 Services, 0 endpoints, 2 problems"), "\(server.announcement)")
        #expect(try address(of: "c", server) == nil)
    }

    @Test("A Service whose file breaks while the server is down finds its address again when it is mended")
    func brokenWhileDown() throws {
        defer { do { try FileManager.default.removeItem(atPath: "\(folder.path)-state") } catch { Issue.record(error) } }
        try write(["web"])
        var server = try start(withState: true)
        let before = try address(of: "web", server)
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        try folder.write("services.yaml", "{")
        server = try start(withState: true)
        #expect(try address(of: "web", server) == nil)
        try write(["web"] + (0..<100).map { "other\($0)" })
        #expect(waitUntil { (try? address(of: "other99", server)) != nil })
        #expect(try address(of: "web", server) == before)
    }
}
