import DNSModel
import KubernetesObjects
import TestSupport
import Testing

/// Whatever a file says or is called, a line of the log stays one line and steers no terminal.
struct EchoTests {
    /// Breaks of lines, an escape sequence, what turns the direction of text, and what no font has.
    private static let hostile = "x\n\r\u{1B}[2J\u{7F}\u{85}\u{9B}\u{2028}\u{2029}\u{202E}\u{2066}\u{200B}\u{FEFF}\u{E000}\u{10FFFF}"

    private static func isPrintable(_ line: String) -> Bool {
        line.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
    }

    @Test("What a manifest says is echoed as printable text on one line", arguments: places)
    func manifests(_ row: Row) throws {
        let lines = try Decoding.problems(row.manifest)
        #expect(lines.contains { $0.contains("\\n\\r\\u{1b}[2J\\u{7f}\\u{85}") }, "\(lines)")
        #expect(lines.allSatisfy(Self.isPrintable), "\(lines)")
    }

    private static let text = Manifest.string(hostile)

    private static func object(_ kind: Manifest, name: Manifest = "web", namespace: Manifest = "prod", _ rest: Manifest = [:]) -> Manifest {
        let head: Manifest = ["apiVersion": "v1", "kind": kind, "metadata": ["name": name, "namespace": namespace]]
        return head.adding(rest)
    }

    private static func imported(_ spec: Manifest) -> Manifest {
        ["apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport", "metadata": ["name": "web"], "spec": spec]
    }

    private static func slice(labels: Manifest) -> Manifest {
        [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": ["name": "web-1", "labels": labels],
            "addressType": "IPv4",
        ]
    }

    private static func annotated(_ annotations: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "web", "annotations": annotations], "spec": ["clusterIP": "None"]]
    }

    static let places: [Row] = [
        Row("a whole document", text), Row("a kind", object(text)),
        Row("an apiVersion", ["apiVersion": text, "kind": "Service", "metadata": ["name": "web"]]),
        Row("a name", object("Pod", name: text)), Row("a namespace", object("Pod", namespace: text)),
        Row("a label", ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web", "labels": .fields([(hostile, .integer(1))])]]),
        Row("a selector", .service(["selector": .fields([(hostile, .integer(1))])])), Row("a type", .service(["type": text])),
        Row("an address", .service(["clusterIP": text])), Row("a second address", .service(["clusterIP": "x", "clusterIPs": [text]])),
        Row("an external name", .service(["type": "ExternalName", "externalName": text])),
        Row("the name of a port", .service(ports: [["port": 80, "name": text]])),
        Row("a named target", .service(ports: [["port": 80, "targetPort": text]])),
        Row("the name of a Pod's port", .pod(["spec": ["containers": [["ports": [["containerPort": 80, "name": text]]]]]])),
        Row("a phase", .pod(["status": ["phase": text]])), Row("a Pod's address", .pod(["status": ["podIP": text]])),
        Row("a Node's address", .node(["status": ["addresses": [["type": "InternalIP", "address": text]]]])),
        Row("the type of an import", imported(["type": text])), Row("an import's address", imported(["ips": [text]])),
        Row("a label of a slice", slice(labels: ["kubernetes.io/service-name": text])),
        Row(
            "another label of a slice",
            slice(labels: ["multicluster.kubernetes.io/service-name": "a", "multicluster.kubernetes.io/source-cluster": text])),
        Row("an annotation", annotated(["svcdns/ttl": text])),
        Row("the name of an annotation", annotated(.fields([("svcdns/" + hostile, .string("1"))]))),
        Row("an endpoint's address", .slice(["addressType": "IPv4", "endpoints": [["addresses": [text]]]])),
    ]

    @Test("The name of a file is echoed so too, be it the problem's own or that of another object")
    func files() throws {
        let manifest = Manifest.service([
            "clusterIP": "10.96.0.10", "selector": .fields([(Self.hostile, .string("a"))]), "ports": [["port": 80]],
        ])
        let other: Manifest = [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "other"],
            "spec": ["clusterIP": "10.96.0.10", "ports": [["port": 80]]],
        ]
        let objects = try [manifest, manifest, other, .pod([:])].flatMap { try Decoding.decode($0, file: Self.hostile).objects }
        let problems = ObjectValidator.settled(objects, rules: try Decoding.rules()).problems
        #expect(problems.count == 3)
        #expect(problems.allSatisfy { $0.description.hasPrefix("x\\n\\r\\u{1b}[2J\\u{7f}\\u{85}\\u{9b}\\u{2028}") })
        #expect(problems.map(\.description).allSatisfy(Self.isPrintable), "\(problems.map(\.description))")
    }
}
