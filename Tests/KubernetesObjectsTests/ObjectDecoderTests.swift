import DNSModel
import KubernetesObjects
import Testing

struct ObjectDecoderTests {
    @Test("A document that is no object is told apart by what it lacks", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("an empty document", nil),
        Row(
            "a list", [["kind": "Service"]],
            ["f:1:1: error: expected a mapping of fields but found a list: remove the \"- \" in front of the fields"]),
        Row("a string", "Service", ["f:1:1: error: expected a mapping of fields but found the string \"Service\""]),
        Row(
            "an empty mapping", [:],
            [
                "f:1:1: error: apiVersion: missing: write \"apiVersion: v1\"",
                "f:1:1: error: kind: missing: an object begins with apiVersion and kind",
            ]),
        Row(
            "no kind", ["apiVersion": "v1", "metadata": ["name": "web"]],
            ["f:1:1: error: kind: missing: an object begins with apiVersion and kind"]),
        Row(
            "a misspelt kind field", ["apiVersion": "v1", "Kind": "Service"],
            [
                "f:1:1: error: kind: missing: an object begins with apiVersion and kind",
                "f:2:1: warning: Kind: unknown field, not read: did you mean \"kind\"?",
            ]),
        Row(
            "no apiVersion", ["kind": "Service", "metadata": ["name": "web"]],
            [
                "f:1:1: error: Service default/web: apiVersion: missing: write \"apiVersion: v1\"",
                "f:1:1: error: Service default/web: spec: missing: a Service needs at least ports, or a type of ExternalName",
            ]),
        Row(
            "a kind that is a number", ["apiVersion": "v1", "kind": 1],
            ["f:2:7: error: kind: expected a string but found the number 1: put it in quotation marks"]),
        Row(
            "an apiVersion that is a number", ["apiVersion": 1, "kind": "Service"],
            [
                "f:1:1: error: Service: metadata.name: missing: every object needs a name",
                "f:1:1: error: Service: spec: missing: a Service needs at least ports, or a type of ExternalName",
                "f:1:13: error: Service: apiVersion: expected a string but found the number 1: put it in quotation marks",
            ]),
        Row(
            "another kind", ["apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web", "namespace": "prod"]],
            ["f:2:7: note: Deployment prod/web: kind: skipped: names do not depend on kind \"Deployment\""]),
        Row(
            "a misspelt kind", ["apiVersion": "v1", "kind": "service"],
            ["f:2:7: warning: service: kind: skipped: kind \"service\" is not known: did you mean Service?"]),
        Row(
            "another version", ["apiVersion": "discovery.k8s.io/v1beta1", "kind": "EndpointSlice", "metadata": ["name": "a"]],
            [
                "f:1:13: warning: EndpointSlice default/a: apiVersion: \"discovery.k8s.io/v1beta1\" is skipped: "
                    + "only discovery.k8s.io/v1 is read: write \"apiVersion: discovery.k8s.io/v1\""
            ]
        ),
        Row(
            "a slice without its group", ["apiVersion": "v1", "kind": "EndpointSlice", "metadata": ["name": "a"]],
            [
                "f:1:13: warning: EndpointSlice default/a: apiVersion: \"v1\" is skipped: "
                    + "only discovery.k8s.io/v1 is read: write \"apiVersion: discovery.k8s.io/v1\""
            ]
        ),
        Row(
            "a version in capitals", ["apiVersion": "V1", "kind": "Service", "metadata": ["name": "a"]],
            [
                "f:1:13: warning: Service default/a: apiVersion: \"V1\" is skipped: only v1 is read: write \"apiVersion: v1\""
            ]),
        Row(
            "another group", ["apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": ["name": "a"]],
            ["f:1:13: note: Service default/a: apiVersion: \"serving.knative.dev/v1\" is skipped: only v1 is read"]),
        Row(
            "no metadata", ["apiVersion": "v1", "kind": "Namespace"],
            ["f:1:1: error: Namespace: metadata.name: missing: every object needs a name"]),
        Row(
            "empty metadata", ["apiVersion": "v1", "kind": "Namespace", "metadata": nil],
            ["f:3:1: error: Namespace: metadata.name: missing: every object needs a name"]),
        Row(
            "metadata that are a list", ["apiVersion": "v1", "kind": "Namespace", "metadata": [["name": "prod"]]],
            [
                "f:4:3: error: Namespace: metadata: expected a mapping of fields but found a list: "
                    + "remove the \"- \" in front of the fields"
            ]),
        Row(
            "no name", ["apiVersion": "v1", "kind": "Pod", "metadata": ["labels": ["a": "b"]], "status": ["podIP": "10.1.0.1"]],
            ["f:4:3: error: Pod: metadata.name: missing: every object needs a name"]),
        Row(
            "an empty name", ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": ""]],
            ["f:4:3: error: Namespace: metadata.name: missing: every object needs a name"]),
        Row(
            "a name that is a number", ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": 7]],
            ["f:4:9: error: Namespace: metadata.name: expected a string but found the number 7: put it in quotation marks"]),
        Row(
            "a name that YAML takes for a boolean", ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": false]],
            ["f:4:9: error: Namespace: metadata.name: expected a string but found the boolean false: put it in quotation marks"]),
        Row(
            "a namespace with a dot", ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "a.b"]],
            [
                "f:4:9: error: Namespace a.b: metadata.name: \"a.b\" is not a DNS label: \(Told.labelForm)"
            ]),
        Row(
            "a Service that begins with a digit",
            ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "3scale"], "spec": ["ports": [["port": 80]]]]),
        Row(
            "a Service with two wrong names and a wrong port",
            [
                "apiVersion": "v1", "kind": "Service", "metadata": ["name": "My_Web", "namespace": "Prod"],
                "spec": ["ports": [["port": 0]]],
            ],
            [
                "f:4:9: error: Service Prod/My_Web: metadata.name: \"My_Web\" is not a DNS label: "
                    + "\(Told.labelForm); did you mean \"my-web\"?",
                "f:5:14: error: Service Prod/My_Web: metadata.namespace: \"Prod\" is not a DNS label: "
                    + "\(Told.labelForm); did you mean \"prod\"?",
                "f:8:13: error: Service Prod/My_Web: spec.ports[0].port: 0 is not a port number: use one from 1 to 65535",
            ]),
        Row(
            "a Service that lost its indentation",
            [
                "apiVersion": "v1", "kind": "Service", "metadata": nil, "name": "frontend-svc", "spec": nil, "selector": nil,
                "app": "frontend", "ports": [["protocol": "TCP"]], "port": 80, "targetPort": 5000,
            ],
            [
                "f:3:1: error: Service: metadata: empty: \"name\" (line 4) stands beside \"metadata:\", not in it: "
                    + "indent it below \"metadata:\" by two spaces",
                "f:5:1: error: Service: spec: empty: "
                    + "\"selector\" (line 6), \"ports\" (line 8) stand beside \"spec:\", not in it: indent them below \"spec:\" by two spaces",
            ]),
        Row(
            "a Service with only its ports beside spec",
            [
                "apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"], "spec": ["type": "ClusterIP"],
                "ports": [["port": 80]], "selector": ["a": "b"],
            ],
            [
                "f:6:3: error: Service default/web: spec.ports: missing: "
                    + "a Service needs a port, unless it is headless (\"clusterIP: None\") or an ExternalName",
                "f:7:1: warning: Service default/web: ports: "
                    + "\"ports\" (line 7), \"selector\" (line 9) stand beside \"spec:\", not in it, and are not read: indent them below \"spec:\" by two spaces",
            ]),
        Row(
            "a Pod with its name beside metadata",
            ["apiVersion": "v1", "kind": "Pod", "metadata": nil, "name": "web-1", "status": ["podIP": "10.1.0.1"]],
            [
                "f:3:1: error: Pod: metadata: empty: \"name\" (line 4) stands beside \"metadata:\", not in it: "
                    + "indent it below \"metadata:\" by two spaces"
            ]),
        Row("a list of several kinds", list([namespace("a"), namespace("b")])),
        Row("an empty list", ["apiVersion": "v1", "kind": "List", "items": nil]),
        Row(
            "a list with a bad item, a null and an unknown kind",
            list([namespace("A"), nil, ["apiVersion": "v1", "kind": "Secret"], namespace("b")]),
            [
                "f:7:13: error: Namespace A: metadata.name: \"A\" is not a DNS label: \(Told.labelForm); did you mean \"a\"?",
                "f:8:5: error: items[1]: expected a mapping of fields but found nothing",
                "f:10:11: note: Secret: kind: skipped: names do not depend on kind \"Secret\"",
            ]),
        Row(
            "a list of another version", ["apiVersion": "v2", "kind": "List", "items": []],
            ["f:1:13: warning: List: apiVersion: \"v2\" is skipped: only v1 is read: write \"apiVersion: v1\""]),
        Row(
            "a list without a list", ["apiVersion": "v1", "kind": "List", "items": ["a": "b"]],
            ["f:4:3: error: List: items: expected a list but found a mapping of fields: begin each entry with \"- \""]),
        Row("lists in lists, four deep", nested(4)),
        Row(
            "lists in lists, five deep", nested(5),
            ["f:13:17: error: List: lists within lists are read 4 deep only: write the objects singly"]),
        Row(
            "a string that would break the line",
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "a\nb\u{1B}[31m\u{202E}\u{85}\"\\"]],
            [
                "f:4:9: error: Namespace \"a\\nb\\u{1b}[31m\\u{202e}\\u{85}\\\"\\\\\": metadata.name: "
                    + "\"a\\nb\\u{1b}[31m\\u{202e}\\u{85}\\\"\\\\\" is not a DNS label: \(Told.labelForm)"
            ]),
        Row(
            "a long string", ["apiVersion": "v1", "kind": .string(String(repeating: "é", count: 400)), "metadata": ["name": "x"]],
            [
                "f:2:7: note: \"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\"... x: kind: "
                    + "skipped: names do not depend on kind \"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\"..."
            ]),
    ]

    private static func namespace(_ name: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": name]]
    }

    private static func list(_ items: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "List", "items": items]
    }

    private static func nested(_ depth: Int) -> Manifest {
        depth == 0 ? namespace("a") : list([nested(depth - 1)])
    }

    private static func identities(_ manifest: Manifest, rules: ValidationRules? = nil) throws -> [String] {
        try Decoding.decode(manifest, rules: rules).objects.map { "\($0.identity) at \($0.position.line):\($0.position.column)" }
    }

    @Test("The good items of a list are objects, whatever the others are")
    func items() throws {
        #expect(
            try Self.identities(Self.list([Self.namespace("a"), Self.namespace("B"), nil, Self.namespace("c")])) == [
                "Namespace a at 4:5", "Namespace c at 13:5",
            ])
    }

    @Test("Items of a ServiceList need not name their kind, as the API server writes them")
    func typedList() throws {
        let item: Manifest = ["metadata": ["name": "web"], "spec": ["clusterIP": "None"]]
        #expect(try Self.identities(["apiVersion": "v1", "kind": "ServiceList", "items": [item]]) == ["Service default/web at 4:5"])
        let slices: Manifest = [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSliceList",
            "items": [["metadata": ["name": "s", "labels": ["kubernetes.io/service-name": "web"]], "addressType": "IPv4"]],
        ]
        #expect(try Self.identities(slices) == ["EndpointSlice default/s at 4:5"])
    }

    @Test("An object that names no namespace lives in the configured one, a Namespace in none")
    func namespaces() throws {
        let rules = ValidationRules(
            clusterDomain: .root, serviceCIDRs: [], defaultNamespace: Label("home"), shortNamesEnabled: true)
        #expect(try Self.identities(.service(["clusterIP": "None"]), rules: rules) == ["Service home/web at 1:1"])
        #expect(try Self.identities(Self.namespace("prod"), rules: rules) == ["Namespace prod at 1:1"])
    }

    @Test("A hundred problems of one object are told and no more")
    func bound() throws {
        let problems = try Decoding.problems(.service(ports: .list(Array(repeating: ["port": 0], count: 500))))
        #expect(problems.count == 100)
        #expect(problems.last?.hasSuffix("(further ones of this object are not listed)") == true)
    }

    @Test("A thousand problems of each severity are told of one file, and how many more there are")
    func fileBound() throws {
        let misspelt: Manifest = ["apiVersion": "v1", "kind": "service"]
        let unknown: Manifest = ["apiVersion": "v1", "kind": "Secret"]
        let rows: [(manifests: [Manifest], told: Int, last: String)] = [
            (Array(repeating: Self.namespace("A"), count: 1000), 1000, "f:4:9: error: Namespace A: metadata.name: \"A\""),
            (Array(repeating: Self.namespace("A"), count: 1001), 1001, "f:4:9: error: and 1 more problems of this file"),
            (Array(repeating: [:], count: 100_000), 1001, "f:1:1: error: and 199000 more problems of this file"),
            (Array(repeating: misspelt, count: 1500), 1001, "f:2:7: warning: and 500 more problems of this file"),
            (Array(repeating: unknown, count: 1500), 1001, "f:2:7: note: and 500 more problems of this file"),
            (Array(repeating: unknown, count: 1500) + [Self.namespace("A")], 1002, "f:4:9: note: and 500 more problems of this file"),
        ]
        for row in rows {
            let decoded = ObjectDecoder.decode(row.manifests.map(\.node), file: "f", rules: try Decoding.rules())
            #expect(decoded.problems.count == row.told)
            #expect(decoded.problems.last?.description.hasPrefix(row.last) == true, "\(decoded.problems.last?.description ?? "")")
        }
    }

    @Test("A problem is one line, whatever the file is called")
    func oneLine() {
        let problem = Problem(.error, file: "a\nb", position: Position(line: 1, column: 2), object: "\u{2028}", message: "\u{7}")
        #expect(problem.description == "a\\nb:1:2: error: \\u{2028}: \\u{7}")
    }
}
