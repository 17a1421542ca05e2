import DNSModel
import KubernetesObjects
import Testing

struct NameLengthTests {
    @Test("A name over 255 octets is accepted with a warning that it has no record", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest, rules: Decoding.rules(domain: Told.longDomain)) == row.problems)
        #expect(try Decoding.decode(row.manifest, rules: Decoding.rules(domain: Told.longDomain)).objects.count == 1)
    }

    static let rows: [Row] = [
        Row("a Service that just fits", named("abcdefghi")),
        Row(
            "a Service that does not", named("abcdefghij"),
            [
                "f:4:9: warning: Service default/abcdefghij: metadata.name: no record is built for it: "
                    + "in \(Told.longDomain) its name has more than 255 octets"
            ]),
        Row(
            "a port that does not",
            ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "a"], "spec": ["ports": [["name": "http", "port": 80]]]],
            [
                "f:7:13: warning: Service default/a: spec.ports[0].name: no record is built for it: "
                    + "in \(Told.longDomain) its name has more than 255 octets"
            ]),
        Row(
            "a slice's hostname that does not",
            .slice(["addressType": "IPv4", "endpoints": [["addresses": ["10.4.0.1"], "hostname": "cat-and-dog"]]]),
            [
                "f:11:15: warning: EndpointSlice default/web-1: endpoints[0].hostname: no record is built for it: "
                    + "in \(Told.longDomain) its name has more than 255 octets"
            ]),
        Row(
            "a Pod's hostname that does not",
            .pod(["spec": ["hostname": "cat-and-dog", "subdomain": "web"], "status": ["podIP": "10.1.0.1"]]),
            [
                "f:6:13: warning: Pod default/web-1: spec.hostname: no record is built for it: "
                    + "in \(Told.longDomain) its name has more than 255 octets"
            ]),
        Row(
            "an Endpoints' hostname that does not",
            [
                "apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "web"],
                "subsets": [["addresses": [["ip": "10.4.0.1", "hostname": "cat-and-dog"]]]],
            ],
            [
                "f:8:19: warning: Endpoints default/web: subsets[0].addresses[0].hostname: "
                    + "no record is built for it: in \(Told.longDomain) its name has more than 255 octets"
            ]),
    ]

    @Test("A name is told of once, with the first zone that cannot hold it", arguments: zonedRows)
    func zones(_ row: Row) throws {
        var rules = try Decoding.rules()
        rules.externalZones = [DomainName("short.example"), try #require(DomainName("ext." + Told.longDomain))]
        rules.multiclusterZones = [DomainName("clusterset.local"), try #require(DomainName("set." + Told.longDomain))]
        #expect(try Decoding.problems(row.manifest, rules: rules) == row.problems)
        #expect(try Decoding.problems(row.manifest) == [])
    }

    static let zonedRows: [Row] = [
        Row("a Service that just fits, below the namespace", named("abcdefghi")),
        Row(
            "a Service that does not fit an external zone", named("abcdefghij"),
            ["f:4:9: warning: Service default/abcdefghij: metadata.name: \(tooLong("ext"))"]),
        Row(
            "a port that does not",
            ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "a"], "spec": ["ports": [["name": "http", "port": 80]]]],
            ["f:7:13: warning: Service default/a: spec.ports[0].name: \(tooLong("ext"))"]),
        Row(
            "a hostname that does not", slice(["kubernetes.io/service-name": "web"], hostname: "cat-and"),
            ["f:11:15: warning: EndpointSlice default/s: endpoints[0].hostname: \(tooLong("ext"))"]),
        Row("an import that just fits", imported("abcde", ports: [])),
        Row(
            "an import that does not", imported("abcdef", ports: [["name": "http", "port": 80]]),
            [
                "f:4:9: warning: ServiceImport default/abcdef: metadata.name: \(tooLong("set"))"
            ]),
        Row(
            "an import's port that does not", imported("a", ports: [["name": "http", "port": 80]]),
            ["f:8:13: warning: ServiceImport default/a: spec.ports[0].name: \(tooLong("set"))"]),
        Row(
            "an endpoint that just fits",
            slice(["multicluster.kubernetes.io/service-name": "a", "multicluster.kubernetes.io/source-cluster": "b"], hostname: "c")),
        Row(
            "an endpoint below the name of its cluster",
            slice(["multicluster.kubernetes.io/service-name": "a", "multicluster.kubernetes.io/source-cluster": "b"], hostname: "cc"),
            ["f:12:15: warning: EndpointSlice default/s: endpoints[0].hostname: \(tooLong("set"))"]),
        Row(
            "an endpoint of both that does not fit the import's zone",
            slice(
                [
                    "kubernetes.io/service-name": "web", "multicluster.kubernetes.io/service-name": "a",
                    "multicluster.kubernetes.io/source-cluster": "b",
                ], hostname: "cc"),
            ["f:13:15: warning: EndpointSlice default/s: endpoints[0].hostname: \(tooLong("set"))"]),
        Row(
            "an endpoint of both, told of once",
            slice(
                [
                    "kubernetes.io/service-name": "web", "multicluster.kubernetes.io/service-name": "a",
                    "multicluster.kubernetes.io/source-cluster": "b",
                ], hostname: "cat-and"),
            ["f:13:15: warning: EndpointSlice default/s: endpoints[0].hostname: \(tooLong("ext"))"]),
    ]

    private static func tooLong(_ label: String) -> String {
        "no record is built for it: in \(label).\(Told.longDomain) its name has more than 255 octets"
    }

    private static func imported(_ name: Manifest, ports: Manifest) -> Manifest {
        [
            "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport", "metadata": ["name": name],
            "spec": ["type": "Headless", "ports": ports],
        ]
    }

    private static func slice(_ labels: Manifest, hostname: Manifest) -> Manifest {
        [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": ["name": "s", "labels": labels],
            "addressType": "IPv4", "endpoints": [["addresses": ["10.4.0.1"], "hostname": hostname]],
        ]
    }

    private static func named(_ name: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Service", "metadata": ["name": name], "spec": ["ports": [["port": 80]]]]
    }
}
