import DNSModel
import KubernetesObjects
import ServiceRegistry
import TestSupport
import Testing

struct ServiceImportTests {
    @Test("ServiceImports are judged as their definition judges them", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("an address and a port", imported(["type": "ClusterSetIP", "ips": ["10.42.0.1"], "ports": [["port": 80]]])),
        Row("no address yet", imported(["type": "ClusterSetIP", "ports": [["port": 80]]])),
        Row("an address of each family", imported(["type": "ClusterSetIP", "ips": ["10.42.0.1", "fd00::1"], "ports": []])),
        Row("headless without ports", imported(["type": "Headless", "ports": []])),
        Row("headless with an empty list of addresses", imported(["type": "Headless", "ips": [], "ports": []])),
        Row(
            "headless with an address", imported(["type": "Headless", "ips": ["10.42.0.1"], "ports": []]),
            ["f:9:5: warning: ServiceImport prod/db: spec.ips: not read: they need \"type: ClusterSetIP\""]),
        Row(
            "no spec", head,
            ["f:1:1: error: ServiceImport prod/db: spec: missing: a ServiceImport needs a type and ports"]),
        Row(
            "no type and no ports", imported(["ips": []]),
            [
                "f:7:3: error: ServiceImport prod/db: spec.ports: missing: write \"ports: []\" where it has none",
                "f:7:3: error: ServiceImport prod/db: spec.type: missing: write ClusterSetIP or Headless",
            ]),
        Row(
            "a type that is that of a Service", imported(["type": "ClusterIP", "ports": []]),
            ["f:7:9: error: ServiceImport prod/db: spec.type: \"ClusterIP\" is not known here: use ClusterSetIP or Headless"]),
        Row(
            "three addresses", imported(["type": "ClusterSetIP", "ips": ["10.42.0.1", "10.42.0.2", "10.42.0.3"], "ports": []]),
            ["f:9:5: error: ServiceImport prod/db: spec.ips: 3 of them: at most one IPv4 and one IPv6 address"]),
        Row(
            "an invalid address", imported(["type": "ClusterSetIP", "ips": ["10.42.0"], "ports": []]),
            ["f:9:7: error: ServiceImport prod/db: spec.ips[0]: \"10.42.0\" is not an IP address"]),
        Row(
            "two ports without names", imported(["type": "ClusterSetIP", "ports": [["port": 80], ["port": 81]]]),
            [
                "f:9:7: error: ServiceImport prod/db: spec.ports[0].name: missing: from two ports on each one needs a name",
                "f:10:7: error: ServiceImport prod/db: spec.ports[1].name: missing: from two ports on each one needs a name",
            ]),
        Row(
            "a port without a number", imported(["type": "Headless", "ports": [["name": "sql", "protocol": "tcp"]]]),
            [
                "f:9:7: error: ServiceImport prod/db: spec.ports[0].port: missing: give a port number from 1 to 65535",
                "f:10:17: error: ServiceImport prod/db: spec.ports[0].protocol: \"tcp\" is not known here: did you mean TCP?",
            ]),
        Row(
            "fields of a Service's port", imported(["type": "Headless", "ports": [["port": 80, "targetPort": [], "nodePort": "x"]]])),
        Row(
            "a slip", imported(["type": "Headless", "ports": [], "ip": ["10.42.0.1"]]),
            ["f:9:3: warning: ServiceImport prod/db: spec.ip: unknown field, not read: did you mean \"ips\"?"]),
        Row(
            "lost indentation", head.adding(["spec": nil, "type": "Headless", "ports": []]),
            [
                "f:6:1: error: ServiceImport prod/db: spec: empty: \"type\" (line 7), \"ports\" (line 8) "
                    + "stand beside \"spec:\", not in it: indent them below \"spec:\" by two spaces"
            ]),
        Row(
            "another version", ["apiVersion": "multicluster.x-k8s.io/v1alpha2", "kind": "ServiceImport", "metadata": ["name": "db"]],
            [
                "f:1:13: warning: ServiceImport default/db: apiVersion: \"multicluster.x-k8s.io/v1alpha2\" is skipped: "
                    + "only multicluster.x-k8s.io/v1alpha1 is read: write \"apiVersion: multicluster.x-k8s.io/v1alpha1\""
            ]),
        Row(
            "somebody else's", ["apiVersion": "net.example/v1", "kind": "ServiceImport", "metadata": ["name": "db"]],
            [
                "f:1:13: note: ServiceImport default/db: apiVersion: \"net.example/v1\" is skipped: "
                    + "only multicluster.x-k8s.io/v1alpha1 is read"
            ]),
        Row(
            "the ServiceExport beside it, which is no slip",
            ["apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceExport", "metadata": ["name": "db"]],
            ["f:2:7: note: ServiceExport db: kind: skipped: names do not depend on kind \"ServiceExport\""]),
    ]

    private static let head: Manifest = [
        "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport", "metadata": ["name": "db", "namespace": "prod"],
    ]

    private static func imported(_ spec: Manifest) -> Manifest {
        head.adding(["spec": spec])
    }

    private static func imports(_ manifest: Manifest) throws -> [ServiceImportObject] {
        let objects = try Decoding.decode(manifest).objects
        return ObjectValidator.settled(objects, rules: try Decoding.rules()).registered.serviceImports.map(\.value)
    }

    private static let key = ServiceKey(namespace: Label("prod"), name: Label("db"))

    @Test("An import keeps its labels, its addresses, each once, and its ports")
    func clusterSetIP() throws {
        let manifest: Manifest = [
            "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport",
            "metadata": ["name": "db", "namespace": "prod", "labels": ["tier": "data"]],
            "spec": [
                "type": "ClusterSetIP", "ips": ["10.42.0.1", "10.42.0.1"], "sessionAffinity": "None",
                "ports": [["name": "sql", "port": 5432], ["name": "dns", "port": 53, "protocol": "UDP"]],
            ],
            "status": ["clusters": [["cluster": "east"]]],
        ]
        let expected = ServiceImportObject(
            key: Self.key, labels: ["tier": "data"], type: .clusterSetIP(["10.42.0.1"].compactMap { IPAddress($0) }),
            ports: [
                ServicePort(name: Label("sql"), transport: .tcp, number: 5432, target: .number(5432)),
                ServicePort(name: Label("dns"), transport: .udp, number: 53, target: .number(53)),
            ])
        #expect(try Self.imports(manifest) == [expected])
    }

    @Test("A headless import has no address, whatever it says, and may stand in a ServiceImportList")
    func headless() throws {
        let item: Manifest = [
            "metadata": ["name": "db", "namespace": "prod"], "spec": ["type": "Headless", "ips": ["10.42.0.1"], "ports": []],
        ]
        let list: Manifest = ["apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImportList", "items": .list([item])]
        #expect(try Self.imports(list) == [ServiceImportObject(key: Self.key, type: .headless)])
    }

    @Test("A namespace that is a top-level domain hides nothing where it holds imports and their slices only")
    func topLevelDomain() throws {
        let slice: Manifest = [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
            "metadata": [
                "name": "db-1", "namespace": "dev",
                "labels": ["multicluster.kubernetes.io/service-name": "db", "multicluster.kubernetes.io/source-cluster": "east"],
            ], "addressType": "IPv4", "endpoints": [["addresses": ["10.4.0.1"]]],
        ]
        let imported: Manifest = [
            "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport", "metadata": ["name": "db", "namespace": "dev"],
            "spec": ["type": "Headless", "ports": []],
        ]
        let objects = try [imported, slice].flatMap { try Decoding.decode($0).objects }
        #expect(objects.count == 2)
        #expect(ObjectValidator.settled(objects, rules: try Decoding.rules()).problems == [])
    }
}
