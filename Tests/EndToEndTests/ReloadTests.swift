import DNSModel
import Foundation
import TestSupport
import Testing

/// Changes to files, as the next answers show them.
@Suite(.timeLimit(.minutes(20))) struct ReloadTests {
    private let folder: TemporaryDirectory
    private let server: RunningServer

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("web.yaml", Self.service("web", "10.96.0.1"))
        server = try RunningServer(["--manifests", folder.path])
    }

    private static func service(_ name: String, _ address: String) -> String {
        """
        apiVersion: v1
        kind: Service
        metadata: {name: \(name), namespace: prod}
        spec: {clusterIP: \(address), ports: [{port: 80}]}

        """
    }

    private func address(of name: String) throws -> String? {
        let query = QueryOctets.query(try #require(DomainName("\(name).prod.svc.cluster.local")), .a)
        return server.exchange(query, over: .udp).flatMap(LdnsMessage.init)?.answer.first?.components(separatedBy: " ").last
    }

    private func comesTrue(_ name: String, _ expected: String?) -> Bool {
        waitUntil { (try? address(of: name)) == expected }
    }

    @Test("A file that is new, changed, renamed or deleted is seen")
    func changes() throws {
        try folder.write("db.yaml", Self.service("db", "10.96.0.2"))
        #expect(comesTrue("db", "10.96.0.2"))
        try folder.write("db.yaml", Self.service("db", "10.96.0.3"))
        #expect(comesTrue("db", "10.96.0.3"))
        try FileManager.default.moveItem(atPath: "\(folder.path)/db.yaml", toPath: "\(folder.path)/db.txt")
        #expect(comesTrue("db", nil))
        try FileManager.default.moveItem(atPath: "\(folder.path)/db.txt", toPath: "\(folder.path)/other.yml")
        #expect(comesTrue("db", "10.96.0.3"))
        try folder.remove("other.yml")
        #expect(comesTrue("db", nil))
        #expect(try address(of: "web") == "10.96.0.1")
    }

    @Test("A file that breaks keeps its last good objects and is named with its line; mended, it counts again")
    func brokenFile() throws {
        try folder.write("web.yaml", Self.service("web", "10.96.0.1") + "  : {\n")
        #expect(waitUntil { server.log.contains("web.yaml:5:") && server.log.contains("last 1 good objects are served") }, "\(server.log)")
        #expect(try address(of: "web") == "10.96.0.1")
        try folder.write("web.yaml", Self.service("web", "10.96.0.9"))
        #expect(comesTrue("web", "10.96.0.9"))
    }

    @Test("A Service that breaks a rule is left out alone")
    func brokenObject() throws {
        try folder.write("web.yaml", Self.service("web", "10.96.0.300") + "---\n" + Self.service("db", "10.96.0.2"))
        #expect(comesTrue("db", "10.96.0.2"))
        #expect(try address(of: "web") == nil)
        #expect(waitUntil { server.log.contains("web.yaml:4:19: error: Service prod/web: spec.clusterIP") }, "\(server.log)")
    }

    @Test("Of one Service in two files the holder keeps it, and both places are named")
    func twoFiles() throws {
        try folder.write("a.yaml", Self.service("web", "10.96.0.2"))
        #expect(
            waitUntil { server.log.contains("/a.yaml:1:1: error: Service prod/web") && server.log.contains("/web.yaml:1") }, "\(server.log)"
        )
        #expect(try address(of: "web") == "10.96.0.1")
        try folder.remove("web.yaml")
        #expect(comesTrue("web", "10.96.0.2"))
    }

    @Test("A ConfigMap's revision is swapped whole")
    func configMap() throws {
        let mount = folder.url.appending(path: "mount")
        let files = FileManager.default
        for revision in ["..v1", "..v2"] {
            try files.createDirectory(at: mount.appending(path: revision), withIntermediateDirectories: true)
            let address = revision == "..v1" ? "10.96.1.1" : "10.96.1.2"
            try Data(Self.service("mounted", address).utf8).write(to: mount.appending(path: "\(revision)/s.yaml"))
        }
        try files.createSymbolicLink(atPath: "\(mount.path)/..data", withDestinationPath: "..v1")
        try files.createSymbolicLink(atPath: "\(mount.path)/s.yaml", withDestinationPath: "..data/s.yaml")
        #expect(comesTrue("mounted", "10.96.1.1"))
        try files.createSymbolicLink(atPath: "\(mount.path)/..data_tmp", withDestinationPath: "..v2")
        #expect(unsafe rename("\(mount.path)/..data_tmp", "\(mount.path)/..data") == 0)
        #expect(comesTrue("mounted", "10.96.1.2"))
    }

    @Test("A directory that vanishes keeps what it had, and counts again when it comes back")
    func vanishedDirectory() throws {
        let aside = folder.path + "-aside"
        try FileManager.default.moveItem(atPath: folder.path, toPath: aside)
        #expect(waitUntil { server.log.contains("no such directory") }, "\(server.log)")
        #expect(try address(of: "web") == "10.96.0.1")
        try FileManager.default.moveItem(atPath: aside, toPath: folder.path)
        try folder.write("web.yaml", Self.service("web", "10.96.0.8"))
        #expect(comesTrue("web", "10.96.0.8"))
    }

    @Test("SIGHUP reads every file again, also what no event tells of; storms of it do no harm")
    func hangUp() throws {
        let elsewhere = try TemporaryDirectory()
        try elsewhere.write("linked.yaml", Self.service("linked", "10.96.0.5"))
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/linked.yaml", withDestinationPath: "\(elsewhere.path)/linked.yaml")
        #expect(comesTrue("linked", "10.96.0.5"))
        try elsewhere.write("linked.yaml", Self.service("linked", "10.96.0.6"))
        for _ in 0..<200 { server.send(SIGHUP) }
        // Long before the first look for what gives no event, 10 s after the start.
        #expect(waitUntil(atMost: .seconds(9)) { (try? address(of: "linked")) == "10.96.0.6" })
    }

    @Test("What is mended is told, and so is an emptied file")
    func recovery() throws {
        try folder.write("web.yaml", "{")
        #expect(waitUntil { server.log.contains("error svcdns: [DNSServer] \(folder.path)/web.yaml:") }, "\(server.log)")
        try folder.write("web.yaml", "")
        #expect(waitUntil { server.log.contains("mended: \(folder.path)/web.yaml:1:") }, "\(server.log)")
        #expect(waitUntil { server.log.contains("web.yaml:1:1: warning: no object is in this file") }, "\(server.log)")
        #expect(comesTrue("web", nil))
    }

    @Test("Memory does not grow with the number of reloads")
    func memory() throws {
        try folder.write(
            "many.yaml", (0..<3_000).map { Self.service("s\($0)", "10.97.\($0 / 250).\($0 % 250 + 1)") }.joined(separator: "---\n"))
        #expect(comesTrue("s2999", "10.97.11.250"))
        let before = try server.anonymousMemory()
        for round in 1...50 {
            try folder.write("web.yaml", Self.service("web", "10.96.4.\(round)"))
            #expect(comesTrue("web", "10.96.4.\(round)"))
        }
        let after = try server.anonymousMemory()
        #expect(after < before * 2, "\(before) kB grew to \(after) kB")
    }

    @Test("No query is lost or answered from a mixture while files change")
    func noMixture() throws {
        let pair = { (n: Int) in Self.service("left", "10.96.2.\(n)") + "---\n" + Self.service("right", "10.96.3.\(n)") }
        try folder.write(
            "pair.yaml",
            pair(1)
                + "---\n{apiVersion: v1, kind: Service, metadata: {name: both, namespace: prod}, spec: {type: ExternalName, externalName: left.prod.svc.cluster.local}}\n"
        )
        #expect(comesTrue("left", "10.96.2.1"))
        for round in 2...40 {
            try folder.write("pair.yaml", pair(round))
            for _ in 0..<20 {
                let left = try #require(try address(of: "left"))
                let right = try #require(try address(of: "right"))
                // The right one is asked later: it is of the same snapshot or a newer one.
                let (l, r) = (Int(left.dropFirst("10.96.2.".count)) ?? 0, Int(right.dropFirst("10.96.3.".count)) ?? 0)
                #expect(l > 0 && r >= l)
            }
        }
        #expect(comesTrue("right", "10.96.3.40"))
    }
}
