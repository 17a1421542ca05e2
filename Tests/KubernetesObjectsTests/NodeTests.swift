import DNSModel
import KubernetesObjects
import ServiceRegistry
import TestSupport
import Testing

struct NodeTests {
    @Test("What is wrong with a Node is told", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("nothing but a name", .node([:]), [noAddress()]),
        Row(
            "a name with dots", ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "ip-10-0-0-1.eu.compute.internal"]],
            [noAddress(of: "ip-10-0-0-1.eu.compute.internal")]),
        Row("an address", addresses([["type": "ExternalIP", "address": "192.0.2.7"]])),
        Row(
            "addresses that are names",
            addresses([
                ["type": "Hostname", "address": "node-1"], ["type": "InternalDNS", "address": "n.a"],
                ["type": "ExternalDNS", "address": "n.b"],
            ]), [noAddress()]),
        Row("a type that nobody knows", addresses([["type": "Telephone", "address": "1"], ["address": "x"]]), [noAddress()]),
        Row(
            "a slip in a type",
            addresses([["type": "externalIP", "address": "192.0.2.7"], ["type": "InternalPI", "address": "10.0.0.7"]]),
            [
                noAddress(), slip("7:13", "status.addresses[0].type", "externalIP", "ExternalIP"),
                slip("9:13", "status.addresses[1].type", "InternalPI", "InternalIP"),
            ]),
        Row(
            "a name that is none", ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "node_1"]],
            ["f:4:9: error: Node node_1: metadata.name: \"node_1\" is not a DNS name: \(Told.nameForm); did you mean \"node-1\"?"]),
        Row(
            "an invalid address", addresses([["type": "InternalIP", "address": "10.0.0"]]),
            ["f:8:16: error: Node node-1: status.addresses[0].address: \"10.0.0\" is not an IP address"]),
        Row(
            "no address", addresses([["type": "ExternalIP"]]),
            ["f:7:7: error: Node node-1: status.addresses[0].address: missing: an ExternalIP is an address"]),
        Row(
            "a namespace, which it does not live in",
            ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "node-1", "namespace": "dev", "labels": ["a": 1]]],
            ["f:7:8: error: Node node-1: metadata.labels[\"a\"]: expected a string but found the number 1: put it in quotation marks"]),
        Row(
            "a slip", .node(["status": ["adresses": []]]),
            [
                noAddress(),
                "f:6:3: warning: Node node-1: status.adresses: unknown field, not read: did you mean \"addresses\"?",
            ]),
        Row(
            "a zone that is no label", labelled(["topology.kubernetes.io/zone": .string(String(repeating: "z", count: 64))]),
            [
                noAddress(),
                "f:4:9: warning: Node node-1: metadata.labels[\"topology.kubernetes.io/zone\"]: "
                    + "no names of this zone are built: it has more than 63 characters",
            ]),
        Row(
            "another version", ["apiVersion": "v2", "kind": "Node", "metadata": ["name": "node-1"]],
            ["f:1:13: warning: Node node-1: apiVersion: \"v2\" is skipped: only v1 is read: write \"apiVersion: v1\""]),
    ]

    private static func noAddress(of name: String = "node-1") -> String {
        "f:1:1: note: Node \(name): without an ExternalIP or InternalIP in status.addresses it stands behind no node port"
    }

    private static func slip(_ place: String, _ field: String, _ type: String, _ meant: String) -> String {
        "f:\(place): warning: Node node-1: \(field): not read: \"\(type)\" is not known here: did you mean \(meant)?"
    }

    private static func addresses(_ list: Manifest) -> Manifest {
        .node(["status": ["addresses": list]])
    }

    private static func labelled(_ labels: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "node-1", "labels": labels]]
    }

    private static func nodes(_ manifest: Manifest) throws -> [NodeObject] {
        try Decoding.decode(manifest).objects.map(\.payload).compactMap { payload in
            guard case .node(let node) = payload else { return nil }
            return node
        }
    }

    @Test("A Node keeps its addresses by type, in their order, and its zone")
    func node() throws {
        let manifest = Self.labelled(["topology.kubernetes.io/zone": "Eu-1a", "topology.kubernetes.io/region": "eu-1"]).adding([
            "status": [
                "addresses": [
                    ["type": "InternalIP", "address": "10.0.0.7"], ["type": "InternalIP", "address": "fd00::7"],
                    ["type": "Hostname", "address": "node-1"], ["type": "ExternalIP", "address": "192.0.2.7"],
                ]
            ]
        ])
        let expected = NodeObject(
            name: "node-1", externalAddresses: ["192.0.2.7"].compactMap { IPAddress($0) },
            internalAddresses: ["10.0.0.7", "fd00::7"].compactMap { IPAddress($0) }, zone: Label("eu-1a"))
        #expect(try Self.nodes(manifest) == [expected])
        #expect(try Self.nodes(Self.labelled(["topology.kubernetes.io/zone": ""])) == [NodeObject(name: "node-1")])
    }

    @Test("A NodeList and a List hold Nodes that need not say their kind, and live in no namespace")
    func list() throws {
        let item: Manifest = ["metadata": ["name": "node-1", "namespace": "dev"]]
        let lists: [Manifest] = [
            ["apiVersion": "v1", "kind": "NodeList", "items": .list([item])],
            ["apiVersion": "v1", "kind": "List", "items": .list([.node([:])])],
        ]
        for list in lists {
            let decoded = try Decoding.decode(list)
            #expect(decoded.objects.map { "\($0.identity)" } == ["Node node-1"])
            let validated = ObjectValidator.settled(decoded.objects, rules: try Decoding.rules())
            #expect(Array(validated.registered.nodes.keys) == ["node-1"])
            #expect((decoded.problems + validated.problems).allSatisfy { $0.severity == .note })
        }
    }
}
