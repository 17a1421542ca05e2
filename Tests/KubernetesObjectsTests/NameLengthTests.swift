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

    private static func named(_ name: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Service", "metadata": ["name": name], "spec": ["ports": [["port": 80]]]]
    }
}
