import DNSModel
import KubernetesObjects
import ServiceRegistry
import Testing

struct ClusterIPRulesTests {
    @Test("Addresses and families are judged as the API server judges them", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("a named address", with(["clusterIP": "10.96.0.10"])),
        Row("an empty string asks for any address", with(["clusterIP": ""])),
        Row("the same in both fields", with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10"]])),
        Row("headless in both fields", with(["clusterIP": "None", "clusterIPs": ["None"]])),
        Row("headless without ports", .service(["clusterIP": "None"])),
        Row(
            "outside the ranges", with(["clusterIP": "10.0.171.239"]),
            [
                "f:6:14: warning: Service default/web: spec.clusterIP: "
                    + "10.0.171.239 is outside serviceCIDRs (10.96.0.0/12); it is served all the same"
            ]),
        Row("no address", with(["clusterIP": "ten"]), ["f:6:14: error: Service default/web: spec.clusterIP: \"ten\" is not an IP address"]),
        Row(
            "an octet too many", with(["clusterIP": "10.96.0.256"]),
            ["f:6:14: error: Service default/web: spec.clusterIP: \"10.96.0.256\" is not an IP address"]),
        Row(
            "leading zeros", with(["clusterIP": "10.96.0.010"]),
            [
                "f:6:14: error: Service default/web: spec.clusterIP: \"10.96.0.010\" is not an IP address: "
                    + "leave out leading zeros: 10.96.0.10"
            ]),
        Row(
            "an IPv4 address in an IPv6 form", with(["clusterIP": "::ffff:10.96.0.10"]),
            [
                "f:6:14: error: Service default/web: spec.clusterIP: "
                    + "\"::ffff:10.96.0.10\" is an IPv4 address in an IPv6 form: write 10.96.0.10"
            ]),
        Row(
            "a prefix length", with(["clusterIP": "10.96.0.10/12"]),
            [
                "f:6:14: error: Service default/web: spec.clusterIP: \"10.96.0.10/12\" is not an IP address: "
                    + "leave out the prefix length behind the \"/\""
            ]),
        Row(
            "none in lower case", with(["clusterIP": "none"]),
            ["f:6:14: error: Service default/web: spec.clusterIP: \"none\" is not an IP address: did you mean \"None\"?"]),
        Row(
            "a number", with(["clusterIP": 10.96]),
            [
                "f:6:14: error: Service default/web: spec.clusterIP: expected a string but found the number 10.96: "
                    + "put it in quotation marks"
            ]),
        Row(
            "clusterIPs without clusterIP", with(["clusterIPs": ["10.96.0.10"]]),
            [
                "f:7:5: error: Service default/web: spec.clusterIPs: "
                    + "it needs clusterIP beside it, the same as its first: add \"clusterIP: 10.96.0.10\""
            ]),
        Row(
            "clusterIPs that begin with another one", with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.11"]]),
            [
                "f:8:7: error: Service default/web: spec.clusterIPs[0]: "
                    + "\"10.96.0.11\" is not clusterIP, \"10.96.0.10\": the first must be the same"
            ]),
        Row(
            "two of one family", with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10", "10.96.0.11"]]),
            ["f:8:5: error: Service default/web: spec.clusterIPs: at most one address of each family: one IPv4, one IPv6"]),
        Row(
            "three",
            with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10", "fd00::1", "fd00::2"], "ipFamilyPolicy": "RequireDualStack"]),
            ["f:8:5: error: Service default/web: spec.clusterIPs: at most one address of each family: one IPv4, one IPv6"]),
        Row(
            "None and an address", with(["clusterIP": "None", "clusterIPs": ["None", "10.96.0.11"]]),
            [
                "f:8:7: error: Service default/web: spec.clusterIPs[0]: \"None\" must be the only one: "
                    + "remove the others to make the Service headless"
            ]),
        Row(
            "an address and None", with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10", "None"]]),
            [
                "f:9:7: error: Service default/web: spec.clusterIPs[1]: \"None\" must be the only one: "
                    + "remove the others to make the Service headless"
            ]),
        Row(
            "an entry that is no string", with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10", 1]]),
            [
                "f:9:7: error: Service default/web: spec.clusterIPs[1]: expected a string but found the number 1: "
                    + "put it in quotation marks"
            ]),
        Row(
            "two addresses without a policy", with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10", "fd00::1"]]),
            [
                "f:8:5: warning: Service default/web: spec.clusterIPs: taken as \"ipFamilyPolicy: "
                    + "RequireDualStack\", which an API server wants to be written out",
                "f:9:7: warning: Service default/web: spec.clusterIPs[1]: "
                    + "fd00::1 is outside serviceCIDRs (10.96.0.0/12); it is served all the same",
            ]),
        Row(
            "two families without a policy", with(["clusterIP": "10.96.0.10", "ipFamilies": ["IPv4", "IPv6"]]),
            [
                "f:8:5: warning: Service default/web: spec.ipFamilies: taken as \"ipFamilyPolicy: "
                    + "RequireDualStack\", which an API server wants to be written out",
                "f:9:7: error: Service default/web: spec.ipFamilies[1]: no range of serviceCIDRs is IPv6: add one, or remove the family",
            ]),
        Row(
            "two addresses for SingleStack",
            with(["clusterIP": "10.96.0.10", "clusterIPs": ["10.96.0.10", "fd00::1"], "ipFamilyPolicy": "SingleStack"]),
            [
                "f:9:7: warning: Service default/web: spec.clusterIPs[1]: "
                    + "fd00::1 is outside serviceCIDRs (10.96.0.0/12); it is served all the same",
                "f:10:19: error: Service default/web: spec.ipFamilyPolicy: "
                    + "SingleStack allows one address and one family: remove one, or write RequireDualStack",
            ]),
        Row(
            "two families for SingleStack", with(["ipFamilies": ["IPv4", "IPv6"], "ipFamilyPolicy": "SingleStack"]),
            [
                "f:9:19: error: Service default/web: spec.ipFamilyPolicy: "
                    + "SingleStack allows one address and one family: remove one, or write RequireDualStack"
            ]),
        Row(
            "RequireDualStack with one range", with(["ipFamilyPolicy": "RequireDualStack"]),
            [
                "f:6:19: error: Service default/web: spec.ipFamilyPolicy: "
                    + "RequireDualStack needs both families, but no range of serviceCIDRs is IPv6: add one, or write PreferDualStack"
            ]),
        Row("PreferDualStack with one range", with(["ipFamilyPolicy": "PreferDualStack"])),
        Row(
            "a family without a range", with(["ipFamilies": ["IPv6"]]),
            ["f:7:7: error: Service default/web: spec.ipFamilies[0]: no range of serviceCIDRs is IPv6: add one, or remove the family"]),
        Row(
            "a family without a range, headless with a selector",
            with(["clusterIP": "None", "ipFamilies": ["IPv6"], "selector": ["app": "a"]]),
            ["f:8:7: error: Service default/web: spec.ipFamilies[0]: no range of serviceCIDRs is IPv6: add one, or remove the family"]),
        Row("a family without a range, headless without a selector", with(["clusterIP": "None", "ipFamilies": ["IPv6"]])),
        Row(
            "a family without a range, with an address", with(["clusterIP": "fd00::1", "ipFamilies": ["IPv6"]]),
            [
                "f:6:14: warning: Service default/web: spec.clusterIP: "
                    + "fd00::1 is outside serviceCIDRs (10.96.0.0/12); it is served all the same"
            ]),
        Row(
            "a family that is not the address's", with(["clusterIP": "10.96.0.10", "ipFamilies": ["IPv6"]]),
            ["f:6:14: error: Service default/web: spec.clusterIP: 10.96.0.10 is not an IPv6 address, as spec.ipFamilies[0] asks"]),
        Row(
            "one family twice", with(["ipFamilies": ["IPv4", "IPv4"]]),
            ["f:8:7: error: Service default/web: spec.ipFamilies[1]: IPv4 is there twice: name each family once"]),
        Row(
            "an unknown family", with(["ipFamilies": ["ipv4", "IPX"]]),
            [
                "f:7:7: error: Service default/web: spec.ipFamilies[0]: \"ipv4\" is not known here: did you mean IPv4?",
                "f:8:7: error: Service default/web: spec.ipFamilies[1]: \"IPX\" is not known here: use IPv4 or IPv6",
            ]),
        Row(
            "an unknown policy", with(["ipFamilyPolicy": "DualStack"]),
            [
                "f:6:19: error: Service default/web: spec.ipFamilyPolicy: \"DualStack\" is not known here: "
                    + "use SingleStack, PreferDualStack or RequireDualStack"
            ]),
        Row(
            "externalName without its type", with(["externalName": "a.example"]),
            ["f:6:17: warning: Service default/web: spec.externalName: not read: it needs \"type: ExternalName\""]),
        Row(
            "selector values that are no strings", with(["selector": ["app": 1, "on": true, "tier": nil, "a": ["b"]]]),
            [
                "f:7:10: error: Service default/web: spec.selector[\"app\"]: "
                    + "expected a string but found the number 1: put it in quotation marks",
                "f:8:9: error: Service default/web: spec.selector[\"on\"]: "
                    + "expected a string but found the boolean true: put it in quotation marks",
                "f:9:11: error: Service default/web: spec.selector[\"tier\"]: expected a string but found nothing",
                "f:11:7: error: Service default/web: spec.selector[\"a\"]: expected a string but found a list",
            ]),
        Row("external addresses", with(["externalIPs": ["198.51.100.32", "2001:db8::1", "224.0.1.1", "10.0.0.1"]])),
        Row(
            "external addresses that nobody can reach",
            with(["externalIPs": ["0.0.0.0", "::", "127.0.0.1", "::1", "169.254.1.1", "fe80::1", "224.0.0.1", "ff02::1", "x"]]),
            [
                "f:7:7: error: Service default/web: spec.externalIPs[0]: 0.0.0.0 is the unspecified address: "
                    + "name an address that clients outside the host can reach",
                "f:8:7: error: Service default/web: spec.externalIPs[1]: :: is the unspecified address: "
                    + "name an address that clients outside the host can reach",
                "f:9:7: error: Service default/web: spec.externalIPs[2]: 127.0.0.1 is a loopback address: "
                    + "name an address that clients outside the host can reach",
                "f:10:7: error: Service default/web: spec.externalIPs[3]: ::1 is a loopback address: "
                    + "name an address that clients outside the host can reach",
                "f:11:7: error: Service default/web: spec.externalIPs[4]: 169.254.1.1 is a link-local address: "
                    + "name an address that clients outside the host can reach",
                "f:12:7: error: Service default/web: spec.externalIPs[5]: fe80::1 is a link-local address: "
                    + "name an address that clients outside the host can reach",
                "f:13:7: error: Service default/web: spec.externalIPs[6]: "
                    + "224.0.0.1 is a link-local multicast address: name an address that clients outside the host can reach",
                "f:14:7: error: Service default/web: spec.externalIPs[7]: "
                    + "ff02::1 is a link-local multicast address: name an address that clients outside the host can reach",
                "f:15:7: error: Service default/web: spec.externalIPs[8]: \"x\" is not an IP address",
            ]),
        Row("points of a load balancer", ingress([["ip": "192.0.2.127"], ["hostname": "lb.example.com"], [:]])),
        Row(
            "wrong points of a load balancer", ingress([["ip": "192.0.2"], ["hostname": "LB_1"]]),
            [
                "f:12:13: error: Service default/web: status.loadBalancer.ingress[0].ip: \"192.0.2\" is not an IP address",
                "f:13:19: error: Service default/web: status.loadBalancer.ingress[1].hostname: "
                    + "\"LB_1\" is not a DNS name: \(Told.nameForm); did you mean \"lb-1\"?",
            ]),
    ]

    private static func with(_ spec: Manifest) -> Manifest {
        .service(spec.adding(["ports": [["port": 80]]]))
    }

    private static func ingress(_ points: Manifest) -> Manifest {
        Manifest.service(["type": "LoadBalancer", "ports": [["port": 80]]]).adding(["status": ["loadBalancer": ["ingress": points]]])
    }

    @Test(
        "No Service can have an address that never leaves a host or a link",
        arguments: [
            ("0.0.0.0", "the unspecified address"), ("::", "the unspecified address"), ("127.0.0.1", "a loopback address"),
            ("::1", "a loopback address"), ("169.254.20.10", "a link-local address"), ("fe80::1", "a link-local address"),
            ("224.0.0.251", "a link-local multicast address"), ("ff02::fb", "a link-local multicast address"),
        ])
    func localAddresses(address: String, scope: String) throws {
        let told = "\(address) is \(scope): name an address that clients can reach, or none to have one allocated"
        let single = try Decoding.decode(Self.with(["clusterIP": .string(address)]))
        #expect(single.problems.map(\.description) == ["f:6:14: error: Service default/web: spec.clusterIP: \(told)"])
        #expect(single.objects.isEmpty)
        let both = try Decoding.decode(Self.with(["clusterIP": .string(address), "clusterIPs": .list([.string(address)])]))
        #expect(both.problems.map(\.description) == ["f:8:7: error: Service default/web: spec.clusterIPs[0]: \(told)"])
    }

    @Test(
        "The network and the broadcast address of a range are served with a warning",
        arguments: [
            ("10.96.0.0/12", "10.96.0.0", "network"), ("10.96.0.0/12", "10.111.255.255", "broadcast"),
            ("10.96.0.0/12", "10.111.255.254", nil),
            ("10.96.0.0/12", "10.96.0.255", nil), ("10.96.0.0/30", "10.96.0.3", "broadcast"), ("10.96.0.0/31", "10.96.0.0", nil),
            ("10.96.0.0/31", "10.96.0.1", nil), ("10.96.0.1/32", "10.96.0.1", nil), ("fd00::/108", "fd00::", "network"),
            ("fd00::/108", "fd00::f:ffff", nil), ("fd00::1/128", "fd00::1", nil),
        ] as [(String, String, String?)])
    func networks(range: String, address: String, role: String?) throws {
        let document = try Decoding.decode(Self.with(["clusterIP": .string(address)]), rules: Decoding.rules(cidrs: [range]))
        let told = role.map { "\(address) is the \($0) address of \(range): name another one; it is served all the same" }
        #expect(
            document.problems.map(\.description) == (told.map { ["f:6:14: warning: Service default/web: spec.clusterIP: \($0)"] } ?? []))
        #expect(document.objects.count == 1)
    }

    /// What a Service with these fields becomes where these ranges are configured.
    struct Outcome: Sendable {
        let cidrs: [String]
        let spec: Manifest
        let addressing: ServiceAddressing?
    }

    @Test("Families come from addresses, ipFamilies, the policy and the ranges, in this order", arguments: outcomes)
    func families(_ outcome: Outcome) throws {
        let rules = try Decoding.rules(cidrs: outcome.cidrs)
        let document = try Decoding.decode(Self.with(outcome.spec), rules: rules)
        let addressings = document.objects.compactMap { object in
            if case .service(let service) = object.payload { service.addressing } else { nil }
        }
        #expect(addressings.first == outcome.addressing)
    }

    static let v4 = "10.96.0.0/12"
    static let v6 = "fd00::/108"

    static let outcomes: [Outcome] = [
        Outcome(cidrs: [v4], spec: [:], addressing: .clusterIP([.allocated(.ipv4)])),
        Outcome(cidrs: [v6, v4], spec: [:], addressing: .clusterIP([.allocated(.ipv6)])),
        Outcome(cidrs: [], spec: [:], addressing: nil),
        Outcome(cidrs: [], spec: ["clusterIP": "10.96.0.1"], addressing: .clusterIP([named("10.96.0.1")])),
        Outcome(cidrs: [v4], spec: ["clusterIP": "fd00::1"], addressing: .clusterIP([named("fd00::1")])),
        Outcome(cidrs: [v4, v6], spec: ["ipFamilies": ["IPv6"]], addressing: .clusterIP([.allocated(.ipv6)])),
        Outcome(
            cidrs: [v4, v6], spec: ["ipFamilyPolicy": "PreferDualStack"], addressing: .clusterIP([.allocated(.ipv4), .allocated(.ipv6)])),
        Outcome(cidrs: [v4], spec: ["ipFamilyPolicy": "PreferDualStack"], addressing: .clusterIP([.allocated(.ipv4)])),
        Outcome(
            cidrs: [v4, v6], spec: ["ipFamilyPolicy": "RequireDualStack", "ipFamilies": ["IPv6"]],
            addressing: .clusterIP([.allocated(.ipv6), .allocated(.ipv4)])),
        Outcome(
            cidrs: [v4, v6], spec: ["ipFamilyPolicy": "RequireDualStack", "clusterIP": "fd00::1"],
            addressing: .clusterIP([named("fd00::1"), .allocated(.ipv4)])),
        Outcome(
            cidrs: [v4], spec: ["ipFamilyPolicy": "RequireDualStack", "clusterIP": "10.96.0.1", "clusterIPs": ["10.96.0.1", "fd00::1"]],
            addressing: .clusterIP([named("10.96.0.1"), named("fd00::1")])),
        Outcome(
            cidrs: [v4, v6], spec: ["clusterIP": "fd00::1", "clusterIPs": ["fd00::1", "10.96.0.1"], "ipFamilies": ["IPv6"]],
            addressing: .clusterIP([named("fd00::1"), named("10.96.0.1")])),
        Outcome(cidrs: [v4, v6], spec: ["ipFamilies": ["IPv6", "IPv4"]], addressing: .clusterIP([.allocated(.ipv6), .allocated(.ipv4)])),
        Outcome(cidrs: [v4], spec: ["ipFamilies": ["IPv6", "IPv4"]], addressing: nil),
        Outcome(cidrs: [v4], spec: ["clusterIP": "None"], addressing: .headless(families: [.ipv4, .ipv6])),
        Outcome(cidrs: [v6], spec: ["clusterIP": "None"], addressing: .headless(families: [.ipv6, .ipv4])),
        Outcome(cidrs: [v4], spec: ["clusterIP": "None", "ipFamilyPolicy": "SingleStack"], addressing: .headless(families: [.ipv4])),
        Outcome(
            cidrs: [v4], spec: ["clusterIP": "None", "ipFamilies": ["IPv6"], "ipFamilyPolicy": "SingleStack"],
            addressing: .headless(families: [.ipv6])),
        Outcome(
            cidrs: [v4], spec: ["clusterIP": "None", "ipFamilyPolicy": "PreferDualStack"], addressing: .headless(families: [.ipv4, .ipv6])),
        Outcome(cidrs: [v4], spec: ["clusterIP": "None", "selector": ["a": "b"]], addressing: .headless(families: [.ipv4])),
        Outcome(cidrs: [], spec: ["clusterIP": "None", "selector": ["a": "b"]], addressing: .headless(families: [.ipv4])),
        Outcome(
            cidrs: [v4, v6], spec: ["clusterIP": "None", "selector": ["a": "b"], "ipFamilyPolicy": "PreferDualStack"],
            addressing: .headless(families: [.ipv4, .ipv6])),
        Outcome(cidrs: [v4], spec: ["clusterIP": "None", "selector": ["a": "b"], "ipFamilyPolicy": "RequireDualStack"], addressing: nil),
    ]

    private static func named(_ text: String) -> ClusterIPClaim {
        IPAddress(text).map(ClusterIPClaim.named) ?? .allocated(.ipv4)
    }

    @Test("What reaches a Service from outside is kept in its order")
    func exposure() throws {
        let points: Manifest = [
            ["ip": "192.0.2.127"], ["hostname": "lb.example.com."], ["ip": "2001:db8::1", "hostname": "x.example"], [:],
        ]
        let manifest = Manifest.service(["type": "LoadBalancer", "externalIPs": ["198.51.100.32"], "ports": [["port": 80]]])
            .adding(["status": ["loadBalancer": ["ingress": points]]])
        let exposure = try Decoding.service(manifest).exposure
        #expect(exposure.kind == .loadBalancer)
        #expect(exposure.externalIPs.map(\.description) == ["198.51.100.32"])
        #expect(
            exposure.ingress == [
                .address(try #require(IPAddress("192.0.2.127"))), .hostname(DomainName("lb.example.com")),
                .address(try #require(IPAddress("2001:db8::1"))),
            ])
    }
}
