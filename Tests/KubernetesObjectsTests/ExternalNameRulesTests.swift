import DNSModel
import KubernetesObjects
import ServiceRegistry
import Testing

struct ExternalNameRulesTests {
    @Test("Aliases are judged as the API server judges them", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    private static func alias(_ name: Manifest, _ rest: Manifest = [:]) -> Manifest {
        Manifest.service(Manifest.fields([("type", "ExternalName"), ("externalName", name)]).adding(rest))
    }

    static let rows: [Row] = [
        Row("a name", alias("my.database.example.com")),
        Row("a name with its last dot", alias("my.database.example.com.")),
        Row("a single label", alias("localhost")),
        Row("empty families and addresses", alias("a.example", ["clusterIP": "", "clusterIPs": [], "ipFamilies": []])),
        Row(
            "no name", .service(["type": "ExternalName"]),
            [
                "f:6:9: error: Service default/web: spec.externalName: missing: "
                    + "a Service of type ExternalName needs the name that it stands for"
            ]),
        Row(
            "an empty name", alias(""),
            [
                "f:6:9: error: Service default/web: spec.externalName: missing: "
                    + "a Service of type ExternalName needs the name that it stands for"
            ]),
        Row(
            "a name that is a number", alias(80),
            [
                "f:7:17: error: Service default/web: spec.externalName: expected a string but found the number 80: "
                    + "put it in quotation marks"
            ]),
        Row(
            "upper case", alias("DB.example.com"),
            [
                "f:7:17: error: Service default/web: spec.externalName: \"DB.example.com\" is not a DNS name: "
                    + "\(Told.nameForm); did you mean \"db.example.com\"?"
            ]),
        Row(
            "an underscore", alias("my_db.example.com"),
            [
                "f:7:17: error: Service default/web: spec.externalName: \"my_db.example.com\" is not a DNS name: "
                    + "\(Told.nameForm); did you mean \"my-db.example.com\"?"
            ]),
        Row(
            "a URL", alias("https://db.example.com"),
            [
                "f:7:17: error: Service default/web: spec.externalName: \"https://db.example.com\" is not a DNS name: \(Told.nameForm)"
            ]),
        Row(
            "two dots", alias("db..example.com"),
            [
                "f:7:17: error: Service default/web: spec.externalName: \"db..example.com\" is not a DNS name: \(Told.nameForm)"
            ]),
        Row(
            "only a dot", alias("."),
            [
                "f:7:17: error: Service default/web: spec.externalName: \".\" is not a DNS name: \(Told.nameForm)"
            ]),
        Row(
            "a label of 64 characters", alias(.string(String(repeating: "a", count: 64) + ".example")),
            [
                "f:7:17: error: Service default/web: spec.externalName: "
                    + "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"... has a label of more than 63 characters"
            ]),
        Row(
            "254 characters", alias(.string(Array(repeating: "abcd", count: 51).joined(separator: "."))),
            [
                "f:7:17: error: Service default/web: spec.externalName: "
                    + "\"abcd.abcd.abcd.abcd.abcd.abcd.abcd.abcd.abcd.abcd.abcd.abcd.abcd\"... is not a DNS name: \(Told.nameForm)"
            ]),
        Row(
            "what looks like an address", alias("192.0.2.1"),
            [
                "f:7:17: warning: Service default/web: spec.externalName: "
                    + "\"192.0.2.1\" looks like an address but stands for a name: for addresses write a Service without selector, and an EndpointSlice"
            ]),
        Row(
            "what looks like part of an address", alias("10.1"),
            [
                "f:7:17: warning: Service default/web: spec.externalName: "
                    + "\"10.1\" looks like an address but stands for a name: for addresses write a Service without selector, and an EndpointSlice"
            ]),
        Row(
            "an IPv6 address", alias("2001:db8::1"),
            ["f:7:17: error: Service default/web: spec.externalName: \"2001:db8::1\" is an address, not a DNS name"]),
        Row(
            "an address of its own", alias("a.example", ["clusterIP": "10.96.0.10"]),
            [
                "f:8:14: error: Service default/web: spec.clusterIP: "
                    + "a Service of type ExternalName has no addresses: remove clusterIP or the type"
            ]),
        Row(
            "all that goes with addresses",
            alias("a.example", ["clusterIP": "None", "clusterIPs": ["None"], "ipFamilies": ["IPv4"], "ipFamilyPolicy": "SingleStack"]),
            [
                "f:8:14: error: Service default/web: spec.clusterIP: "
                    + "a Service of type ExternalName has no addresses: remove clusterIP or the type",
                "f:10:5: error: Service default/web: spec.clusterIPs: "
                    + "a Service of type ExternalName has no addresses: remove clusterIPs or the type",
                "f:12:5: error: Service default/web: spec.ipFamilies: "
                    + "a Service of type ExternalName has no addresses: remove ipFamilies or the type",
                "f:13:19: error: Service default/web: spec.ipFamilyPolicy: "
                    + "a Service of type ExternalName has no addresses: remove ipFamilyPolicy or the type",
            ]),
    ]

    @Test("An alias keeps its name, and neither ports nor selector")
    func value() throws {
        let service = try Decoding.service(Self.alias("db.example.com.", ["selector": ["a": "b"], "ports": [["port": 80]]]))
        #expect(service.addressing == .externalName(DomainName("db.example.com")))
        #expect(service.ports.isEmpty && service.selector.isEmpty)
    }
}
