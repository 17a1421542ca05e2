import DNSModel
import Foundation
import TestSupport
import Testing

/// The real binary gives its zones to real clients.
@Suite(.timeLimit(.minutes(20))) struct ZoneTransferTests {
    private static let zones = ["cluster.local", "in-addr.arpa", "ip6.arpa"]
    private static let allowed = ["--allow-transfer", "127.0.0.1/32"]

    private static func lines(of result: Tool.Result) -> [String] {
        result.output.split(separator: "\n").map(String.init).filter { !$0.hasPrefix(";") }
    }

    @Test("dig and kdig copy each zone, and the checkers of BIND and Knot find nothing to say", arguments: ["spec", "selectors", "rules"])
    func checkers(registry: String) throws {
        let server = try RunningServer(["--manifests", Fixture.registry(registry)] + Self.allowed)
        let folder = try TemporaryDirectory()
        for zone in Self.zones {
            let copy = try server.dig(["axfr", zone])
            let lines = Self.lines(of: copy)
            #expect(lines.count > 2 && lines.first == lines.last && lines.first?.contains("\tSOA\t") == true)
            #expect(Self.lines(of: try server.dig(["axfr", zone], with: "kdig")).count == lines.count)
            try folder.write(zone, copy.output)
            let file = folder.url.appending(path: zone).path
            let bind = try Tool.run("named-checkzone", ["-i", "full", "-k", "fail", zone, file])
            #expect(bind.status == 0 && bind.output.split(separator: "\n").count == 2 && bind.errors == "", "\(bind)")
            let knot = try Tool.run("kzonecheck", ["--origin", zone, file])
            #expect(knot.status == 0 && knot.output + knot.errors == "", "\(knot)")
        }
    }

    @Test("with names for topology zones BIND's checker complains of those that have addresses, and of nothing else; Knot's does not")
    func zoneAwareNames() throws {
        let configuration = Fixture.root.appending(path: "Tests/Configurations/zones.yaml").path
        let server = try RunningServer(["--manifests", Fixture.registry("zones"), "--config", configuration] + Self.allowed)
        let copy = try server.dig(["axfr", "cluster.local"])
        let folder = try TemporaryDirectory()
        try folder.write("zone", copy.output)
        let file = folder.url.appending(path: "zone").path
        let owners = Self.lines(of: copy).map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
            .filter { $0[0].contains("._zone.") && ["A", "AAAA"].contains($0[3]) }.map { String($0[0].dropLast()) }
        let bind = try Tool.run("named-checkzone", ["-i", "full", "-k", "warn", "cluster.local", file])
        let complaints = bind.output.split(separator: "\n").filter { !$0.hasPrefix("zone cluster.local/IN: loaded") && $0 != "OK" }
        #expect(bind.status == 0 && !owners.isEmpty)
        #expect(complaints.allSatisfy { $0.hasSuffix(": bad owner name (check-names)") })
        #expect(Set(complaints.map { $0.split(separator: " ")[1].dropLast() }) == Set(owners.map { Substring($0) }))
        #expect(try Tool.run("named-checkzone", ["-i", "full", "-k", "fail", "cluster.local", file]).status == 1)
        let knot = try Tool.run("kzonecheck", ["--origin", "cluster.local", file])
        #expect(knot.status == 0 && knot.output + knot.errors == "", "\(knot)")
    }

    @Test("a client that is not allowed is refused, by each way and for each kind of transfer")
    func refused() throws {
        let server = try RunningServer(["--manifests", Fixture.demo] + Self.allowed)
        for type in [RecordType.axfr, .ixfr] {
            for carrier in DNSClient.Carrier.allCases {
                let reply = server.exchange(QueryOctets.query("cluster.local", type), over: carrier, from: "127.0.0.2")
                #expect(reply.flatMap(LdnsMessage.init)?.responseCode == "REFUSED")
            }
        }
        let datagram = server.exchange(QueryOctets.query("cluster.local", .axfr), over: .udp)
        #expect(datagram.flatMap(LdnsMessage.init)?.responseCode == "REFUSED")
        let elsewhere = server.exchange(QueryOctets.query("svc.cluster.local", .axfr), over: .tcp)
        #expect(elsewhere.flatMap(LdnsMessage.init)?.responseCode == "NOTAUTH")
        let line = "notice svcdns: [DNSServer] transfer of cluster.local. refused to 127.0.0.2: not in zoneTransfer.allow\n"
        #expect(waitUntil { server.log.components(separatedBy: line).count == 5 }, "\(server.log)")
        #expect(try RunningServer(["--manifests", Fixture.demo]).dig(["axfr", "cluster.local"]).output.contains("Transfer failed"))
    }

    @Test("IXFR gives the SOA to who is up to date, and the zone to who is not")
    func incremental() throws {
        let server = try RunningServer(["--manifests", Fixture.demo] + Self.allowed)
        let whole = Self.lines(of: try server.dig(["axfr", "cluster.local"]))
        let serial = try #require(whole.first?.split(whereSeparator: \.isWhitespace)[6])
        #expect(Self.lines(of: try server.dig(["ixfr=1", "cluster.local"])) == whole)
        #expect(Set(Self.lines(of: try server.dig(["ixfr=\(serial)", "cluster.local"]))) == Set(whole.prefix(1)))
    }

    @Test("clients that do not read hold four transfers and no more; everybody else is answered, and their places come back")
    func slowReaders() throws {
        let folder = try TemporaryDirectory()
        try folder.write("large.yaml", Self.large)
        let server = try RunningServer(["--manifests", folder.path] + Self.allowed)
        let query = QueryOctets.query("cluster.local", .axfr)
        var slow = try (0..<4).map { _ in try #require(StreamClient(port: server.port)) }
        for client in slow { #expect(client.send(query)) }
        for client in slow { #expect(client.receive().flatMap(LdnsMessage.init)?.responseCode == "NOERROR") }
        #expect(Self.answers(query, with: "SERVFAIL", at: server), "\(server.log)")
        for carrier in DNSClient.Carrier.allCases {
            let other = QueryOctets.query("ns.dns.cluster.local", .a)
            #expect(Self.answers(other, with: "NOERROR", at: server, over: carrier), "\(server.log)")
        }
        slow.removeAll()
        #expect(Self.answers(query, with: "NOERROR", at: server), "\(server.log)")
    }

    /// Asks until the answer is this one: a build for debugging takes seconds for a large zone.
    private static func answers(
        _ query: [UInt8], with responseCode: String, at server: RunningServer, over carrier: DNSClient.Carrier = .tcp
    ) -> Bool {
        waitUntil(atMost: .seconds(60)) { server.exchange(query, over: carrier).flatMap(LdnsMessage.init)?.responseCode == responseCode }
    }

    @Test("a transfer that a reload overtakes goes on with the registry that it began with")
    func reload() throws {
        let folder = try TemporaryDirectory()
        try folder.write("large.yaml", Self.large)
        let server = try RunningServer(["--manifests", folder.path] + Self.allowed)
        let client = try #require(StreamClient(port: server.port))
        #expect(client.send(QueryOctets.query("cluster.local", .axfr)))
        var records = try #require(client.receive().flatMap(LdnsMessage.init)).answer
        try folder.write(
            "new.yaml", "{apiVersion: v1, kind: Service, metadata: {name: zz-new, namespace: zz}, spec: {ports: [{port: 80}]}}")
        #expect(
            waitUntil(atMost: .seconds(30)) {
                let reply = server.exchange(QueryOctets.query("zz-new.zz.svc.cluster.local", .a), over: .udp)
                return reply.flatMap(LdnsMessage.init)?.answer.count == 1
            })
        while records.first != records.last || records.count == 1 {
            records += try #require(client.receive().flatMap(LdnsMessage.init)).answer
        }
        #expect(records.count > 5 * 5_000)
        #expect(!records.contains { $0.hasPrefix("zz-new.") })
        let after = try server.dig(["axfr", "cluster.local"]).output
        #expect(after.contains("zz-new.zz.svc.cluster.local."))
    }

    /// A Service of 5,000 endpoints with long names: its records are more than the kernel's buffers take.
    private static let large: String = {
        let service = "many" + String(repeating: "-long", count: 11)
        let namespace = "prod" + String(repeating: "-long", count: 11)
        let slices = (0..<5).map { slice in
            """
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: many-\(slice), namespace: \(namespace), labels: {kubernetes.io/service-name: \(service)}}
            addressType: IPv4
            ports: [{name: http, port: 80}]
            endpoints:

            """ + (0..<1_000).map { "- {addresses: [10.\(slice).\($0 / 250).\($0 % 250 + 1)], hostname: \(host)\(slice)-\($0)}\n" }.joined()
        }
        return "{apiVersion: v1, kind: Service, metadata: {name: \(service), namespace: \(namespace)}, spec: {clusterIP: None}}\n"
            + slices.joined()
    }()

    private static let host = String(repeating: "long-", count: 11)
}
