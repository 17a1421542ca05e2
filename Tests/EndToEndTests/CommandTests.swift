import DNSModel
import Foundation
import Glibc
import TestSupport
import Testing

/// What a person sees who starts it, ends it, or mistypes something.
@Suite(.timeLimit(.minutes(20))) struct CommandTests {
    @Test("The line that says that it serves names every address and counts what is known")
    func announcement() throws {
        let server = try RunningServer(["--manifests", Fixture.demo, "--listen", "127.0.0.2:0"])
        #expect(
            server.announcement.wholeMatch(
                of: #/svcdns: serving on 127\.0\.0\.1:\d+, 127\.0\.0\.2:\d+ \(UDP and TCP\): 10 Services, 11 endpoints, 2 problems/#)
                != nil,
            "\(server.announcement)")
    }

    @Test("With JSON logs that line is JSON too, and so is every other")
    func json() throws {
        let server = try RunningServer(["--manifests", Fixture.demo, "--log-format", "json", "--log-level", "debug"])
        for line in server.log.components(separatedBy: "\n") where !line.isEmpty {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["level"] is String && object?["message"] is String, "\(line)")
        }
    }

    @Test("SIGTERM and SIGINT end it at once, with status 0", arguments: [SIGTERM, SIGINT])
    func end(signal: Int32) throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        #expect(server.exchange(QueryOctets.query("my-service.sales", .a), over: .tcp) != nil)
        server.send(signal)
        #expect(server.waitForEnd(atMost: .seconds(5)) == 0)
    }

    @Test("A signal is never lost: not right behind the announcement, nor while manifests are read")
    func earlySignals() throws {
        for _ in 0..<20 {
            let server = try RunningServer(["--manifests", Fixture.demo])
            server.send(SIGTERM)
            #expect(server.waitForEnd() == 0)
        }
        let folder = try TemporaryDirectory()
        let service = { (n: Int) in "{apiVersion: v1, kind: Service, metadata: {name: s\(n)}, spec: {ports: [{port: 80}]}}" }
        try folder.write("many.yaml", (0..<5_000).map(service).joined(separator: "\n---\n"))
        let process = Process()
        process.executableURL = RunningServer.binary
        process.arguments = ["serve", "--listen", "127.0.0.1:0", "--no-upstream", "--manifests", folder.path]
        process.environment = ["SWIFT_BACKTRACE": "enable=no"]
        process.standardError = FileHandle.nullDevice
        try process.run()
        #expect(waitUntil { Self.catchesTermination(process.processIdentifier) })
        process.terminate()
        try #require(waitUntil { !process.isRunning })
        #expect(process.terminationStatus == 0 && process.terminationReason == .exit)
    }

    /// Whether a process has a handler for SIGTERM: bit 14 of the mask in its status.
    private static func catchesTermination(_ identifier: Int32) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
        let mask = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }?.dropFirst(7).trimmingCharacters(in: .whitespaces)
        return mask.flatMap { UInt64($0, radix: 16) }.map { $0 & 1 << 14 != 0 } ?? false
    }

    @Test("A port in use is told in one line, for UDP and for TCP, though the kernel would share it")
    func portInUse() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        let second = try withExtendedLifetime(server) {
            try Tool.svcdns(["serve", "--listen", "127.0.0.1:\(server.port)", "--manifests", Fixture.demo])
        }
        Self.expectOneLine(second, containing: "cannot listen on 127.0.0.1:\(server.port): the port is in use")
    }

    @Test(
        "What keeps it from serving is one line with its mend, and exit status 1",
        arguments: [
            (["--manifests", "/nonexistent"], "cannot read manifests in /nonexistent: No such file or directory: make the"),
            (["--manifests", "/etc/passwd"], "cannot read manifests in /etc/passwd: Not a directory: name the directory that"),
            (["--service-cidr", "10.96.0.0/33"], "--service-cidr 10.96.0.0/33: is no CIDR"),
            (["--service-cidr", "10.96.0.1/12"], "--service-cidr 10.96.0.1/12: is no CIDR: write 10.96.0.0/12 for this range"),
            (["--allow-transfer", "::ffff:10.0.0.0/104"], "::ffff:10.0.0.0/104: is no CIDR: write 10.0.0.0/8 for this range"),
            (["--allow-transfer", "::ffff:10.0.0.9"], "is no CIDR: write 10.0.0.9/32 for this one address"),
            (["--service-cidr", "10.0.0.0/8", "--service-cidr", "172.16.0.0/12"], "is the second range of IPv4"),
            (["--listen", "127.0.0.1:port"], "--listen 127.0.0.1:port: is no address to listen on"),
            (["--listen", "[fe80::1%nosuchlink]:1053"], "there is no interface nosuchlink"),
            (["--listen", "127.0.0.1:10531", "--listen", "127.0.0.1:10531"], "127.0.0.1:10531"),
            (["--listen", "::1:5353"], "--listen ::1:5353: is no address to listen on"),
            (["--cluster-domain", "a..b"], "--cluster-domain a..b: is no name for a zone"),
            (["--cluster-domain", "10.in-addr.arpa"], "takes the place of in-addr.arpa."),
            (["--cluster-domain", "arpa"], "takes the place of in-addr.arpa."), (["--cluster-domain", "a b"], "is no name for a zone"),
            (["--ttl", "3601"], "--ttl 3601: is no TTL"), (["--ttl", "5s"], "--ttl 5s: is no TTL"),
            (["--default-namespace", "A_b"], "--default-namespace A_b: is no namespace"),
            (["--pods", "all"], "--pods all: is no mode: write one of disabled, insecure, verified"),
            (["--allow-transfer", "10.0.0.1"], "--allow-transfer 10.0.0.1: is no CIDR: write 10.0.0.1/32 for this one address"),
            (["--allow-transfer", "fd00::/8", "--allow-transfer", "FD00:0::/8"], "FD00:0::/8: is the range fd00::/8 a second time"),
            (["--external-zone", "a.cluster.local"], "--external-zone a.cluster.local: lies in the zone cluster.local."),
            (
                ["--external-zone", "a.org", "--cluster-domain", "dns.a.org"],
                "--external-zone a.org: has the name server ns1.dns.a.org., which the cluster's zone dns.a.org. hides: name another zone"
            ),
            (["--external-zone", "a.org", "--multicluster-zone", "b.a.org"], "--multicluster-zone b.a.org: lies in the zone a.org."),
            (["--multicluster-zone", "cluster.local"], "--multicluster-zone cluster.local: is the cluster's zone"),
            (["--log-level", "loud"], "--log-level loud: is no level"), (["--log-format", "xml"], "--log-format xml: is no format"),
            (["--external-zone", "b.org", "--external-zone", "b.org."], "--external-zone b.org.: is a zone already"),
            (["--config", "/nonexistent.yaml"], "cannot read /nonexistent.yaml"),
            (["--state-directory", "/proc/no"], "state directory"),
        ])
    func mistakes(arguments: [String], message: String) throws {
        let given = arguments.contains("--manifests") ? [] : ["--manifests", Fixture.demo]
        let listen = arguments.contains("--listen") ? [] : ["--listen", "127.0.0.1:0"]
        Self.expectOneLine(try Tool.svcdns(["serve"] + listen + given + arguments), containing: message)
    }

    @Test(
        "A mistake in the configuration file is told with its line",
        arguments: [
            ("listen: 127.0.0.1:0\nlogLevel: info\n", ":2:1: logLevel: unknown key"),
            ("records:\n  TTL: 5\n", ":2:3: records.TTL: unknown key: records.ttl is one"),
            ("records:\n  ttl: 5000\n", ":2:8: records.ttl: 5000: is no TTL"),
            ("workers: 0\n", ":1:10: workers: 0: is no number of workers: write 1 to 64"),
            ("lameDuck: 301\n", ":1:11: lameDuck: 301: is no time to answer on: write seconds from 0 to 300"),
            ("lameDuck: -1\n", "is no time to answer on"), ("lameDuck: nan\n", "takes seconds such as 4 or 2.5"),
            ("stateDirectory: \"\"\n", "is no path of a directory"), ("handover: \"\"\n", "is no path of a file"),
            ("handover: /run/\n", "is no path of a file"),
            ("handover: /\(String(repeating: "d", count: 103))\n", "is too long for the path of a socket: write at most 103 octets"),
            ("workers: 65\n", ": 65: is no number of workers"),
            ("workers: all\n", ":1:10: workers: all: takes a whole number, without quotation marks"),
            ("records: 5\n", ":1:10: records: must hold keys and values: the keys are ttl, negativeTTL, pods, "),
            ("serviceCIDRs:\n  - 10.96.0.0/12\n  - fd00::/108\n  - 10.0.0.0/8\n", ":4:5: serviceCIDRs: 10.0.0.0/8: is the second range"),
            ("clusterDomain: [a, b]\n", ":1:16: clusterDomain: takes one value"),
            ("listen: {a: b}\n", ":1:9: listen: takes a plain value"),
            ("listen: [\n", "not YAML"), ("a: 1\n---\nb: 2\n", "a second document"), ("- a\n", "must hold keys and values"),
            ("shortNames: {enabled: maybe}\n", ":1:23: shortNames.enabled: maybe: takes true or false, without quotation marks"),
            ("records: {ttl: \"5\"}\n", ":1:16: records.ttl: 5: takes a whole number"),
            ("clusterDomain: 1.10\n", ":1:16: clusterDomain: 1.1: is no text to YAML: put it in quotation marks"),
            ("shortNames: {defaultNamespace: no}\n", "is no text to YAML: put it in quotation marks"),
            ("listen: []\n", ":1:9: listen: an empty list"),
            ("expose: false\n", ":1:9: expose: must hold keys and values: the keys are namespaces, namespaceSelector, "),
            ("zoneTransfer: [10.0.0.0/8]\n", ":1:15: zoneTransfer: must hold keys and values: the key is allow"),
            ("records:\n  pods:\n", ":2:8: records.pods: has no value: write one, or leave the key out"),
            ("records:\n  negativeTTL:\n", ":2:15: records.negativeTTL: has no value: write one, or leave the key out"),
            ("records:\n#  ttl: 5\n", ":1:9: records: has no value: write one, or leave the key out"),
            ("shortNames:\n  namespaces:\n", ":2:14: shortNames.namespaces: has no value: write one, or leave the key out"),
            ("listen:\n", ":1:8: listen: has no value: write one, or leave the key out"),
            ("listen: [127.0.0.1:0, ~]\n", ": listen: has no value: write one, or leave the key out"),
            ("records: {ttl: 010}\n", ":1:16: records.ttl: 010: write a decimal number without a leading zero"),
            ("records: {ttl: 0x10}\n", ":1:16: records.ttl: 0x10: write a decimal number without a leading zero"),
            ("# \u{E4}\nrecords: {ttl: +010}\n", ":2:16: records.ttl: +010: write a decimal number without a leading zero"),
            ("log.level: info\n", ":1:1: log.level: unknown key: write level indented below log:"),
        ])
    func configurationMistakes(text: String, message: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("config.yaml", text)
        let result = try Tool.svcdns(["serve", "--config", "\(folder.path)/config.yaml", "--manifests", Fixture.demo])
        Self.expectOneLine(result, containing: message)
    }

    @Test(
        "A mistake in what a key of several parts holds is told with its place, and so are settings that contradict each other",
        arguments: [
            ("records: {pods: some}\n", ":1:17: records.pods: some: is no mode: write one of disabled, insecure, verified"),
            ("records: {endpointPodNames: 1}\n", ":1:29: records.endpointPodNames: 1: is neither true nor false: write true or false"),
            ("records: {zoneAwareNames: [true]}\n", ":1:27: records.zoneAwareNames: takes one value, not a list"),
            ("records: {negativeTTL: {unknown: 6}}\n", ":1:34: records.negativeTTL.unknown: 6: is over the TTL of records, which is 5"),
            ("records:\n  ttl: 0\n  negativeTTL: {notReady: 1}\n", ":3:27: records.negativeTTL.notReady: 1: is over the TTL of records"),
            ("records: {ttl: 60, negativeTTL: {notReady: -1}}\n", ":1:44: records.negativeTTL.notReady: -1: is no TTL"),
            ("records: {negativeTTL: 1}\n", ":1:24: records.negativeTTL: must hold keys and values: the keys are unknown, notReady"),
            ("records: {negativeTTL: {noData: 1}}\n", ":1:25: records.negativeTTL.noData: unknown key: the keys are unknown, notReady"),
            ("expose: {pods: true}\n", ":1:10: expose.pods: unknown key: the keys are namespaces, "),
            ("expose: {namespaces: [prod, Prod]}\n", ":1:29: expose.namespaces: Prod: is no namespace"),
            ("expose: {namespaces: []}\n", ":1:22: expose.namespaces: an empty list"),
            ("expose: {namespaceSelector: [a, b]}\n", ":1:29: expose.namespaceSelector: takes one value, not a list"),
            ("expose: {namespaceSelector: a in}\n", ":1:29: expose.namespaceSelector: a in: is no label selector: column 5: "),
            ("expose:\n  serviceSelector: a=b c\n", ":2:20: expose.serviceSelector: a=b c: is no label selector: column 5: "),
            (
                "expose:\n  serviceSelector: !internal\n",
                ":2:20: expose.serviceSelector: : is an empty label selector: put one that begins with !"
            ),
            ("expose: {serviceSelector: \"a in\\n(b\"}\n", ":1:27: expose.serviceSelector: a in\\n(b: is no label selector: column "),
            ("expose: {endpoints: off-line}\n", ":1:21: expose.endpoints: off-line: takes true or false"),
            ("expose: {emptyServices: \"false\"}\n", ":1:25: expose.emptyServices: false: takes true or false, without quotation"),
            ("externalZones: [a.org]\n", ":1:17: externalZones[0]: must hold keys and values, such as `{zone: example.org}`"),
            ("externalZones:\n- zone: a.org\n-\n", ":3:2: externalZones[1]: has no value: write one, or leave the key out"),
            ("externalZones:\n", ":1:15: externalZones: has no value: write one, or leave the key out"),
            ("externalZones: []\n", ":1:16: externalZones: an empty list"),
            ("externalZones: [{}]\n", ":1:17: externalZones[0]: has no zone: write one, such as `zone: example.org`"),
            ("externalZones:\n- headless: true\n", ":2:3: externalZones[0]: has no zone"),
            ("externalZones: {zone: \"\"}\n", ":1:23: externalZones[0].zone: : is no name for a zone"),
            (
                "externalZones: [{zone: a.org, nodePort: true}]\n",
                ":1:31: externalZones[0].nodePort: unknown key: the keys are zone, headless"
            ),
            ("externalZones: [{zone: a.org, namespace: x}]\n", ":1:31: externalZones[0].namespace: unknown key"),
            ("externalZones: [{zone: a.org, reverse: \"true\"}]\n", ":1:40: externalZones[0].reverse: true: takes true or false"),
            ("externalZones: [{zone: [a.org]}]\n", ":1:24: externalZones[0].zone: takes one value, not a list"),
            ("externalZones: [{zone: a.org, zone: b.org}]\n", "\"zone\" stands twice in one mapping"),
            (
                "externalZones: [{zone: a.cluster.local}]\n",
                ":1:24: externalZones[0].zone: a.cluster.local: lies in the zone cluster.local."
            ),
            ("externalZones: [{zone: cluster.local}]\n", ":1:24: externalZones[0].zone: cluster.local: is the cluster's zone"),
            ("externalZones: [{zone: a.b.org}, {zone: b.org}]\n", ":1:24: externalZones[0].zone: a.b.org: lies in the zone b.org."),
            ("externalZones: [{zone: b.org}, {zone: b.org.}]\n", ":1:39: externalZones[1].zone: b.org.: is a zone already"),
            ("externalZones: {zone: 10.in-addr.arpa}\n", ":1:23: externalZones[0].zone: 10.in-addr.arpa: takes the place of in-addr.arpa."),
            ("multiclusterZones: [ip6.arpa]\n", ":1:21: multiclusterZones: ip6.arpa: takes the place of ip6.arpa."),
            ("multiclusterZones: {zone: a.org}\n", ":1:20: multiclusterZones: takes a plain value"),
            ("multiclusterZones: a.org\nexternalZones: {zone: a.org}\n", ":2:23: externalZones[0].zone: a.org: is a zone already"),
            (
                "zoneTransfer: {allow: [10.0.0.0/8, 10.0.0.0/8]}\n",
                ":1:36: zoneTransfer.allow: 10.0.0.0/8: is the range 10.0.0.0/8 a second"
            ),
            ("zoneTransfer: {allow: \"*\"}\n", ":1:23: zoneTransfer.allow: *: is no CIDR"),
            (
                "shortNames:\n  namespaces:\n    fd00::/8: a\n    FD00:0::/8: b\n",
                ":4:5: shortNames.namespaces: FD00:0::/8: is the range fd00::/8 a"
            ),
            ("shortNames: {namespaces: {10.0.0.1/8: a}}\n", ":1:27: shortNames.namespaces: 10.0.0.1/8: is no CIDR"),
            ("shortNames: {namespaces: {10.0.0.0/8: A}}\n", ":1:39: shortNames.namespaces: 10.0.0.0/8: A: is no namespace"),
            ("shortNames: {namespaces: {10.0.0.0/8: 5}}\n", ":1:39: shortNames.namespaces: 10.0.0.0/8: 5: is no text to YAML"),
            ("shortNames: {namespaces: {10.0.0.0/8: [a]}}\n", ":1:39: shortNames.namespaces: 10.0.0.0/8: takes one value, not a list"),
            (
                "shortNames: {namespaces: {10.0.0.0/8: }}\n",
                "shortNames.namespaces: 10.0.0.0/8: has no value: write one, or leave the key out"
            ),
            (
                "shortNames: {namespaces: 10.0.0.0/8}\n",
                ":1:26: shortNames.namespaces: must hold keys and values, such as `10.0.0.0/8: default`"
            ),
            ("shortNames: {namespaces: {}}\n", ":1:26: shortNames.namespaces: an empty mapping"),
            (
                "shortNames: {enabled: false, namespaces: {10.0.0.0/8: a}}\n",
                ":1:43: shortNames.namespaces: 10.0.0.0/8: has no use while shortNames"
            ),
        ])
    func mistakesInParts(text: String, message: String) throws {
        try configurationMistakes(text: text, message: message)
    }

    @Test("Who lets most of the world copy zones is warned at the start, and by check")
    func wideTransfers() throws {
        let folder = try TemporaryDirectory()
        let everybody = "access: {allow: [0.0.0.0/0, \"::/0\"]}\nupstream: {servers: []}\n"
        let text = "zoneTransfer:\n  allow: [10.0.0.0/7, \"2001::/31\", 10.0.0.0/8, \"2001:db8::/32\"]\n" + everybody
        try folder.write("config.yaml", text)
        let checked = try Tool.svcdns(["check", "--strict", "--config", "\(folder.path)/config.yaml", folder.path])
        let warnings = ["2:11: warning: zoneTransfer.allow: 10.0.0.0/7: so many", "2:23: warning: zoneTransfer.allow: 2001::/31: so many"]
        for warning in warnings { #expect(checked.output.contains("/config.yaml:\(warning)"), "\(checked.output)") }
        #expect(checked.output.hasSuffix(" 2 warnings, 0 notes\n") && checked.status == 1, "\(checked.output)")
        let server = try RunningServer(["--config", "\(folder.path)/config.yaml", "--manifests", Fixture.demo])
        for warning in warnings { #expect(server.log.contains("/config.yaml:\(warning)"), "\(server.log)") }
        let other = try RunningServer(["--allow-transfer", "0.0.0.0/0", "--manifests", Fixture.demo])
        #expect(other.log.contains("warning: --allow-transfer 0.0.0.0/0: so many clients may copy whole zones"), "\(other.log)")
    }

    @Test("A list of many ranges is read in a time that does not grow with its square")
    func manyRanges() throws {
        let folder = try TemporaryDirectory()
        let ranges = (0..<20_000).map { "    10.\($0 / 256).\($0 % 256).0/24: prod\n" }.joined()
        try folder.write("config.yaml", "shortNames:\n  namespaces:\n" + ranges)
        let arguments = ["check", "--config", "\(folder.path)/config.yaml", Fixture.demo]
        #expect(try Tool.run(RunningServer.binary.path, arguments, atMost: .seconds(60)).status == 0)
    }

    @Test("A flag wins over the file")
    func flagWins() throws {
        let folder = try TemporaryDirectory()
        try folder.write("config.yaml", "records: {ttl: 60}\nclusterDomain: file.example\nlisten: 127.0.0.1:1\n")
        let server = try RunningServer(
            ["--config", "\(folder.path)/config.yaml", "--manifests", Fixture.demo, "--cluster-domain", "flag.example"])
        let reply = server.exchange(QueryOctets.query("my-service.sales.svc.flag.example", .a), over: .udp)
        #expect(reply.flatMap(LdnsMessage.init)?.answer == ["my-service.sales.svc.flag.example. 60 IN A 10.0.171.239"])
    }

    @Test(
        "Without permission for the port it says how to get it",
        .enabled(if: Namespaces.command != nil, "namespaces are not permitted here"))
    func permission() throws {
        // A network of its own, where no other server has port 53 and ports below 1024 need permission.
        let command = [RunningServer.binary.path, "serve", "--listen", "127.0.0.1:53", "--manifests", Fixture.demo]
        let setpriv = ["setpriv", "--bounding-set=-net_bind_service", "--inh-caps=-net_bind_service"]
        let shell = ["bash", "-c", "ip link set lo up; exec \"$@\"", "test"]
        let result = try Tool.run("env", try #require(Namespaces.command) + shell + setpriv + command)
        Self.expectOneLine(result, containing: "not permitted: run with CAP_NET_BIND_SERVICE")
    }

    @Test(
        "Fewer open files than it needs are told in one line, and with as many it serves",
        arguments: [(10, 1), (33, 1), (34, 2), (36, 16), (48, 16), (95, 64)])
    func openFiles(limit: Int, workers: Int) throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "workers: \(workers)\n")
        let arguments = ["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"]
        let command = [RunningServer.binary.path, "serve", "--listen", "127.0.0.1:0"] + arguments
        let result = try Tool.run("prlimit", ["--nofile=\(limit):\(limit)"] + command)
        let needed = 33 + workers
        Self.expectOneLine(result, containing: "may have \(limit) open files, and needs \(needed): raise the limit")
        let server = try RunningServer(arguments, by: ["prlimit", "--nofile=\(needed):\(needed)"])
        #expect(server.exchange(QueryOctets.query("frontend-svc.prod.svc.cluster.local", .a), over: .tcp) != nil)
    }

    /// The kernel counts the threads of an ordinary user: of one that no other test is.
    @Test(
        "Fewer threads than it needs are told in one line, and with as many it serves and ends", .enabled(if: geteuid() == 0),
        arguments: [(3, 1), (13, 1), (9, 2), (5, 16), (43, 16)])
    func threads(limit: Int, workers: Int) throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "workers: \(workers)\n")
        _ = unsafe chmod(folder.path, 0o755)
        let user = "\(61_000 + 100 * workers + limit)"
        func launcher(_ limit: Int) -> [String] {
            ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"]
                + ["prlimit", "--nproc=\(limit):\(limit)"]
        }
        let arguments = ["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"]
        let command = launcher(limit) + [RunningServer.binary.path, "serve", "--listen", "127.0.0.1:0"] + arguments
        let needed = 12 + 2 * workers
        let result = try Tool.run("env", command)
        Self.expectOneLine(result, containing: "may have \(limit) threads, and needs \(needed): raise the limit")
        let server = try RunningServer(arguments, by: launcher(needed))
        #expect(server.exchange(QueryOctets.query("frontend-svc.prod.svc.cluster.local", .a), over: .tcp) != nil)
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
    }

    static func expectOneLine(_ result: Tool.Result, containing message: String) {
        #expect(result.status == 1, "\(result.errors)")
        let lines = result.errors.components(separatedBy: "\n").filter { !$0.isEmpty }
        #expect(lines.count == 1 && lines[0].contains(message), "\(result.errors)")
    }
}
