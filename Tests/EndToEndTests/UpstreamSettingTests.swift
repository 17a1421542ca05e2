import DNSModel
import TestSupport
import Testing

/// What a person can say of upstream and of clients, and what is said back where that cannot be.
@Suite(.timeLimit(.minutes(20))) struct UpstreamSettingTests {
    private let folder: TemporaryDirectory
    private let configuration: String

    init() throws {
        folder = try TemporaryDirectory()
        configuration = "\(folder.path)/svcdns.conf"
    }

    private func check(_ text: String) throws -> Tool.Result {
        try folder.write("svcdns.conf", text)
        try folder.write("namespace.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n")
        return try Tool.svcdns(["check", "--strict", "--config", configuration, folder.path])
    }

    @Test(
        "Each value that a key can have is taken without a word",
        arguments: [
            "upstream: {servers: []}", "upstream: {servers: recursive}", "upstream: {servers: [recursive]}",
            "upstream: {servers: 10.0.0.2}",
            "upstream: {servers: [10.0.0.2, \"10.0.0.3:5353\", 10.0.0.2:54, fd00::1, \"[fd00::1]:54\", \"fe80::1%eth0\"]}",
            "listen: [127.0.0.1:5300, 127.0.0.1]\nupstream: {servers: [127.0.0.1:5301, 127.0.0.2], zones: {a.b: 127.0.0.53}}",
            "upstream: {zones: {corp.internal: 10.0.0.2, _msdcs.Corp.: [10.0.0.2, 10.0.0.3], local: 10.0.0.2, 10.in-addr.arpa: 10.0.0.2}}",
            "externalZones: {zone: a.org}\nmulticlusterZones: b.org\nupstream: {servers: [], zones: {org: 10.0.0.2, aa.org: 10.0.0.2}}",
            "upstream: {dnssec: {trustAnchorFile: /etc/passwd}}",
            "upstream: {cache: {entries: 1, memory: 1Mi, minimumTTL: 0, maximumTTL: 0, negativeTTL: 0, prefetch: false}}",
            "upstream: {cache: {entries: 10000000, memory: 64Gi, minimumTTL: 86400, maximumTTL: 86400, negativeTTL: 86400}}",
            "upstream: {cache: {memory: 33554432}}", "upstream: {cache: {memory: \"33554432\"}}", "upstream: {cache: {memory: 2048Ki}}",
            "upstream: {cache: {prefetch: true, serveStale: {seconds: 259200}}}", "upstream: {cache: {serveStale: {seconds: 0}}}",
            "upstream: {timeout: 0.1, concurrency: 1}", "upstream: {timeout: 30, concurrency: 100000}", "upstream: {timeout: 2.5}",
            "searchCompletion: true", "searchCompletion: false", "searchCompletion: {domains: [corp.example, local, b.example.]}",
            "searchCompletion: {domains: corp.example}", "searchCompletion: true\nupstream: {servers: []}",
            "access: {allow: [127.0.0.0/8, 9.0.0.0/8, fc00::/7, fe80::/10, \"fd00::/8\", \"2001:db8::/32\"]}",
            "access: {allow: 127.0.0.1/32}",
            "access: {allow: [0.0.0.0/0, \"::/0\"]}\nupstream: {servers: []}",
            "access: {allow: [10.0.0.0/8, \"::1/128\"]}\nzoneTransfer: {allow: [10.0.0.0/8, 10.9.8.7/32, \"::1/128\"]}",
        ])
    func values(text: String) throws {
        let result = try check(text)
        #expect(result.status == 0 && result.output.hasPrefix("0 Services, 0 Pods: 0 errors, 0 warnings"), "\(result)")
    }

    @Test(
        "A server that cannot be is told with its place and its mend",
        arguments: [
            (
                "upstream: {servers: [10.0.0.2, dns.example]}",
                ":1:32: upstream.servers: dns.example: is no address of a server: write 192.0.2.1"
            ),
            ("upstream: {servers: \"::1%lo\"}", ":1:21: upstream.servers: ::1%lo: is no address of a server"),
            ("upstream: {servers: 0.0.0.0}", ":1:21: upstream.servers: 0.0.0.0: is no address of one server: write 127.0.0.1 or ::1"),
            ("upstream: {servers: \"[::]:53\"}", ": [::]:53: is no address of one server"),
            ("upstream: {servers: 224.0.0.251:5353}", ":1:21: upstream.servers: 224.0.0.251:5353: is the address of a group"),
            ("upstream: {servers: \"ff05::1\"}", ":1:21: upstream.servers: ff05::1: is the address of a group: write that of one server"),
            ("upstream: {servers: 10.0.0.2:0}", ":1:21: upstream.servers: 10.0.0.2:0: has port 0, which no server has: write 53"),
            ("upstream: {servers: \"::ffff:10.0.0.2\"}", ": is IPv4 written as IPv6: write 10.0.0.2"),
            ("upstream: {servers: \"fe80::1\"}", ": fe80::1: has no interface: write it behind, such as fe80::1%eth0"),
            ("upstream: {servers: [10.0.0.2, 10.0.0.2:53]}", ":1:32: upstream.servers: 10.0.0.2:53: is a server already: leave one"),
            ("upstream: {servers: [recursive, 10.0.0.2]}", ":1:22: upstream.servers: recursive: asks no other servers: leave it or"),
            ("upstream: {servers: {a: 10.0.0.2}}", ":1:21: upstream.servers: takes a plain value"),
            ("upstream: {servers: }", "upstream.servers: has no value: write one, or leave the key out"),
            (
                "listen: 127.0.0.1:5300\nupstream: {servers: [127.0.0.1:5300]}",
                ":2:22: upstream.servers: 127.0.0.1:5300: is listened on by svcdns itself, which would ask itself for ever: name another"
            ),
            (
                "listen: \"[fd00::1]\"\nupstream: {zones: {a.b: [10.0.0.2, \"fd00::1\"]}}",
                ":2:36: upstream.zones: a.b: fd00::1: is listened on by svcdns itself"
            ),
            ("upstream: {zones: {a.b: []}}", ":1:25: upstream.zones: a.b: an empty list"),
            ("upstream: {zones: {a.b: recursive}}", ":1:25: upstream.zones: a.b: recursive: is no address of a server"),
            ("upstream: {zones: {a.b: }}", "upstream.zones: a.b: has no value"),
            ("upstream: {zones: [a.b]}", ":1:19: upstream.zones: must hold keys and values, such as `corp.internal: 10.0.0.2`"),
            ("upstream: {zones: {}}", ":1:19: upstream.zones: an empty mapping"),
            (
                "upstream: {zones: {a..b: 10.0.0.2}}",
                ":1:20: upstream.zones: a..b: is no name for a zone: write a name such as corp.internal"
            ),
            ("upstream: {zones: {a b: 10.0.0.2}}", ":1:20: upstream.zones: a b: is no name for a zone"),
            ("upstream: {zones: {.: 10.0.0.2}}", ":1:20: upstream.zones: .: is every name: write its servers as upstream.servers"),
            ("upstream: {zones: {a.b: 10.0.0.2, A.B.: 10.0.0.3}}", ":1:35: upstream.zones: A.B.: is a zone already"),
            ("upstream: {zones: {cluster.local: 10.0.0.2}}", ":1:20: upstream.zones: cluster.local: is a zone of svcdns itself: leave it"),
            ("upstream: {zones: {A.Cluster.Local: 10.0.0.2}}", ": A.Cluster.Local: lies in cluster.local., a zone of svcdns itself: name"),
            ("multiclusterZones: a.org\nupstream: {zones: {b.a.org: 10.0.0.2}}", ":2:20: upstream.zones: b.a.org: lies in a.org., a zone"),
            ("externalZones: {zone: a.org}\nupstream: {zones: {b.a.org: 10.0.0.2}}", ":2:20: upstream.zones: b.a.org: lies in a.org., a"),
            ("externalZones: {zone: a.org}\nupstream: {zones: {a.org: 10.0.0.2}}", ":2:20: upstream.zones: a.org: is a zone of svcdns"),
        ])
    func servers(text: String, message: String) throws {
        CommandTests.expectOneLine(try check(text), containing: message)
    }

    @Test(
        "A number, a size or a file that cannot be is told with its place and its mend",
        arguments: [
            ("upstream: {timeout: 4s}", ":1:21: upstream.timeout: 4s: takes seconds such as 4 or 2.5, without a unit or quotation marks"),
            ("upstream: {timeout: \"4\"}", ":1:21: upstream.timeout: 4: takes seconds such as 4 or 2.5, without a unit or quotation marks"),
            ("upstream: {timeout: 0.09}", ":1:21: upstream.timeout: 0.09: is no time to wait: write seconds from 0.1 to 30"),
            ("upstream: {timeout: 30.1}", ":1:21: upstream.timeout: 30.1: is no time to wait"),
            ("upstream: {timeout: .nan}", ": is no time to wait"), ("upstream: {timeout: -.inf}", ": is no time to wait"),
            ("upstream: {timeout: 1e300}", ": is no time to wait"), ("upstream: {timeout: true}", ": is no time to wait"),
            ("upstream: {timeout: 04}", ":1:21: upstream.timeout: 04: write a decimal number without a leading zero"),
            ("upstream: {concurrency: 0}", ":1:25: upstream.concurrency: 0: is no number of queries: write 1 to 100000"),
            ("upstream: {concurrency: 100001}", ": 100001: is no number of queries"), ("upstream: {concurrency: 1.5}", ": is no number of"),
            ("upstream: {concurrency: many}", ":1:25: upstream.concurrency: many: takes a whole number, without quotation marks"),
            ("upstream: {cache: {entries: 0}}", ":1:29: upstream.cache.entries: 0: is no number of answers: write 1 to 10000000"),
            ("upstream: {cache: {entries: 10000001}}", ": 10000001: is no number of answers"),
            ("upstream: {cache: {entries: 18446744073709551616}}", ": is no number of answers"),
            (
                "upstream: {cache: {memory: 32M}}",
                ":1:28: upstream.cache.memory: 32M: is no size: write 1Mi to 64Gi, or the number of octets"
            ),
            ("upstream: {cache: {memory: 1048575}}", ": 1048575: is no size"), ("upstream: {cache: {memory: 65Gi}}", ": 65Gi: is no size"),
            ("upstream: {cache: {memory: 9999999999Gi}}", ": is no size"), ("upstream: {cache: {memory: -32Mi}}", ": is no size"),
            ("upstream: {cache: {memory: Mi}}", ": Mi: is no size"), ("upstream: {cache: {memory: 1.5Gi}}", ": 1.5Gi: is no size"),
            ("upstream: {cache: {memory: 0x4000000}}", ": 0x4000000: write a decimal number without a leading zero"),
            ("upstream: {cache: {minimumTTL: 86401}}", ":1:32: upstream.cache.minimumTTL: 86401: is no TTL: write seconds from 0 to 86400"),
            ("upstream: {cache: {maximumTTL: 86401}}", ":1:32: upstream.cache.maximumTTL: 86401: is no TTL"),
            ("upstream: {cache: {negativeTTL: -1}}", ":1:33: upstream.cache.negativeTTL: -1: is no TTL"),
            (
                "upstream: {cache: {minimumTTL: 60, maximumTTL: 5}}",
                ":1:32: upstream.cache.minimumTTL: 60: is over upstream.cache.maximumTTL, which is 5: write that or less"
            ),
            ("upstream: {cache: {prefetch: 1}}", ":1:30: upstream.cache.prefetch: 1: is neither true nor false"),
            ("upstream: {cache: {serveStale: 3600}}", ":1:32: upstream.cache.serveStale: must hold keys and values: the key is seconds"),
            ("upstream: {cache: {serveStale: {seconds: 259201}}}", ": 259201: is no time: write seconds from 0 to 259200"),
            ("upstream: {cache: {size: 5}}", ":1:20: upstream.cache.size: unknown key: the keys are entries, memory, minimumTTL, "),
            ("upstream: [10.0.0.2]", ":1:11: upstream: must hold keys and values: the keys are servers, zones, dnssec, cache, timeout, "),
            ("upstream: {dnssec: true}", ":1:20: upstream.dnssec: must hold keys and values: the key is trustAnchorFile"),
            (
                "upstream: {dnssec: {trustAnchorFile: /nonexistent}}",
                ": /nonexistent: cannot read /nonexistent: No such file or directory: name"
            ),
            (
                "upstream: {dnssec: {trustAnchorFile: /etc}}",
                ":1:38: upstream.dnssec.trustAnchorFile: /etc: cannot read /etc: Is a directory"
            ),
            (
                "upstream: {dnssec: {trustAnchorFile: /dev/zero}}",
                ": /dev/zero: cannot read /dev/zero: it is no regular file: name a file with DS or DNSKEY records"
            ),
            ("upstream: {dnssec: {trustAnchorFile: 'a\"b'}}", ": a\"b: has a character that libunbound cannot take"),
        ])
    func numbers(text: String, message: String) throws {
        CommandTests.expectOneLine(try check(text), containing: message)
    }

    @Test(
        "A domain of a search list, or a range of clients, that cannot be is told with its place and its mend",
        arguments: [
            ("searchCompletion: corp.example", ":1:19: searchCompletion: takes true, false or `{domains: [corp.example]}`"),
            ("searchCompletion: [corp.example]", ":1:19: searchCompletion: takes true, false or `{domains: [corp.example]}`"),
            ("searchCompletion: 1", ":1:19: searchCompletion: takes true, false or"),
            ("searchCompletion:", "searchCompletion: has no value"),
            ("searchCompletion: {}", ":1:19: searchCompletion: has no domains: write true, or `{domains: [corp.example]}`"),
            ("searchCompletion: {domains: []}", ":1:29: searchCompletion.domains: an empty list"),
            ("searchCompletion: {domain: [a.b]}", ":1:20: searchCompletion.domain: unknown key: the key is domains"),
            ("searchCompletion: {domains: [a b]}", ":1:30: searchCompletion.domains: a b: is no name for a domain: write a name such as"),
            ("searchCompletion: {domains: [.]}", ":1:30: searchCompletion.domains: .: is no name for a domain"),
            (
                "searchCompletion: {domains: [a.b, A.b.]}",
                ":1:35: searchCompletion.domains: A.b.: is a domain already: leave one of the two"
            ),
            (
                "searchCompletion: {domains: [svc.cluster.local]}",
                ": svc.cluster.local: lies in the cluster's zone, whose domains are always"
            ),
            (
                "searchCompletion: {domains: [\((1...30).map { "d\($0)" }.joined(separator: ", "))]}",
                "searchCompletion.domains: d30: is one domain more than the 29 that are searched: leave it out"
            ),
            ("access: {allow: []}", ":1:17: access.allow: an empty list: leave the key out for its default"),
            ("access: {allow: all}", ":1:17: access.allow: all: is no CIDR"),
            ("access: {allow: [10.0.0.1]}", ":1:18: access.allow: 10.0.0.1: is no CIDR: write 10.0.0.1/32 for this one address"),
            ("access: {allow: [10.0.0.0/8, 10.0.0.0/8]}", ":1:30: access.allow: 10.0.0.0/8: is the range 10.0.0.0/8 a second time"),
            ("access: [10.0.0.0/8]", ":1:9: access: must hold keys and values: the key is allow"),
        ])
    func clients(text: String, message: String) throws {
        CommandTests.expectOneLine(try check(text), containing: message)
    }

    @Test(
        "A flag that cannot be is told by its name",
        arguments: [
            (["--upstream", "dns.example"], "--upstream dns.example: is no address of a server"),
            (["--upstream", "127.0.0.1:5300", "--listen", "127.0.0.1:5300"], "--upstream 127.0.0.1:5300: is listened on by svcdns itself"),
            (["--upstream", "10.0.0.2", "--upstream", "recursive"], "--upstream recursive: asks no other servers"),
            (["--no-upstream", "--upstream", "10.0.0.2"], "--no-upstream and --upstream contradict each other: leave one of the two out"),
            (["--allow", "10.0.0.1"], "--allow 10.0.0.1: is no CIDR: write 10.0.0.1/32 for this one address"),
        ])
    func flags(arguments: [String], message: String) throws {
        let listen = arguments.contains("--listen") ? [] : ["--listen", "127.0.0.1:0"]
        CommandTests.expectOneLine(try Tool.svcdns(["serve", "--manifests", Fixture.demo] + listen + arguments), containing: message)
    }

    @Test("The flags take the place of the file's lists, and --no-upstream of its stub zones too")
    func flagsWin() throws {
        try folder.write(
            "svcdns.conf", "upstream:\n  servers: [0.0.0.0]\n  zones: {cluster.local: 0.0.0.0}\naccess: {allow: [all]}\n")
        let start = ["--config", configuration, "--manifests", Fixture.demo, "--allow", "127.0.0.0/8"]
        let server = try RunningServer(start + ["--no-upstream"])
        #expect(try server.dig(["www.example.com"]).output.contains("status: REFUSED"))
        try folder.write("svcdns.conf", "upstream: {servers: [0.0.0.0]}\naccess: {allow: [all]}\n")
        for word in ["127.0.0.9", "127.0.0.9:5399", "recursive"] {
            let server = try RunningServer(start + ["--upstream", word])
            #expect(server.exchange(QueryOctets.query("my-service.sales", .a), over: .udp) != nil)
        }
    }

    @Test(
        "Who is likely to have meant something else is warned",
        arguments: [
            (
                "access: {allow: [0.0.0.0/0]}",
                ":1:18: warning: access.allow: 0.0.0.0/0: makes this an open resolver, which is used to attack"
            ),
            ("access: {allow: [64.0.0.0/7]}", ":1:18: warning: access.allow: 64.0.0.0/7: makes this an open resolver"),
            ("access: {allow: [\"2000::/3\"]}", ":1:18: warning: access.allow: 2000::/3: makes this an open resolver"),
            ("access: {allow: [\"f000::/4\"]}\nupstream: {servers: [], zones: {a.b: 10.0.0.2}}", ": f000::/4: makes this an open resolver"),
            (
                "zoneTransfer: {allow: [10.0.0.0/8, 192.0.2.53/32]}",
                ":1:36: warning: zoneTransfer.allow: 192.0.2.53/32: access.allow does not have all of it"
            ),
            (
                "access: {allow: [10.0.0.0/9]}\nzoneTransfer: {allow: 10.0.0.0/8}",
                ":2:23: warning: zoneTransfer.allow: 10.0.0.0/8: access.allow does not have all of it"
            ),
        ])
    func warnings(text: String, message: String) throws {
        let result = try check(text)
        #expect(result.status == 1 && result.output.contains(message), "\(result)")
        #expect(result.output.hasSuffix(": 0 errors, 1 warning, 0 notes\n"), "\(result)")
    }

    @Test("At the start the log says of each external zone that it hides the public one, where that would be asked for; check does not")
    func hidingZones() throws {
        let zones = "externalZones: [{zone: a.org}, {zone: b.net}]\n"
        try folder.write("svcdns.conf", zones)
        let start = ["--manifests", Fixture.demo, "--config", configuration]
        let server = try RunningServer(start + ["--upstream", "127.0.0.9"])
        #expect(server.log.contains("/svcdns.conf:1:24: warning: externalZones[0].zone: a.org: hides the public zone of this name: "))
        #expect(Self.hidingZones(server) == 2)
        let refusing = try RunningServer(start)
        #expect(Self.hidingZones(refusing) == 0)
        try folder.write("svcdns.conf", zones + "upstream: {servers: [], zones: {org: 127.0.0.9}}\n")
        let forwarding = try RunningServer(start)
        #expect(Self.hidingZones(forwarding) == 1)
        #expect(try check(zones).output.hasPrefix("0 Services, 0 Pods: 0 errors, 0 warnings"))
    }

    private static func hidingZones(_ server: RunningServer) -> Int {
        server.log.split(separator: "\n").count { $0.contains("hides the public zone of this name") }
    }
}
