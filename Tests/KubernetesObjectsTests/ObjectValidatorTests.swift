import DNSModel
import KubernetesObjects
import ServiceRegistry
import TestSupport
import Testing

struct ObjectValidatorTests {
    @Test("Whoever has a name, an address or a node port keeps it", arguments: dialogues)
    func holders(_ dialogue: Dialogue) throws {
        var validator = ObjectValidator(rules: try Decoding.rules())
        var earlier: Set<String> = []
        for turn in dialogue.turns {
            let objects = try Self.objects(turn.files)
            for file in earlier { validator.forget(file) }
            validator.replace(with: objects)
            _ = validator.settle()
            #expect(validator.accepted(of: objects) == turn.accepted)
            #expect(validator.problems.filter { $0.severity == .error }.map(\.description) == turn.errors)
            earlier = Set(turn.files.map(\.name))
        }
    }

    static func objects(_ files: [(name: String, manifests: [Manifest])]) throws -> [DeclaredObject] {
        try files.flatMap { file in try file.manifests.flatMap { try Decoding.decode($0, file: file.name).objects } }
    }

    /// A Service with these fields of its spec beside a port; its first field is on line 6.
    private static func service(_ name: String, _ spec: Manifest = [:]) -> Manifest {
        [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name)],
            "spec": spec.adding(["ports": [["port": 80]]]),
        ]
    }

    private static func at(_ address: Manifest) -> Manifest {
        ["clusterIP": address]
    }

    private static func onNodePort(_ name: String, _ port: Manifest) -> Manifest {
        [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name)],
            "spec": ["type": "NodePort", "ports": [["port": 80, "nodePort": port]]],
        ]
    }

    static let dialogues: [Dialogue] = [
        Dialogue(
            "of two objects with one name the first by path has it",
            [
                Turn(
                    files: [("a", [service("web")]), ("b", [service("web")])], accepted: ["a: Service default/web"],
                    errors: ["b:1:1: error: Service default/web: declared by a:1 already: rename or remove one of them"])
            ]),
        Dialogue(
            "a name in one file twice",
            [
                Turn(
                    files: [("a", [service("web"), service("web")])], accepted: ["a: Service default/web"],
                    errors: ["a:1:1: error: Service default/web: declared by a:1 already: rename or remove one of them"])
            ]),
        Dialogue(
            "objects of different kinds and namespaces may have one name",
            [
                Turn(
                    files: [
                        (
                            "a",
                            [
                                service("web"), ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "web"]],
                                ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web"]],
                                ["apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "web"]],
                                ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web", "namespace": "prod"]],
                            ]
                        )
                    ],
                    accepted: [
                        "a: Service default/web", "a: Namespace web", "a: Pod default/web", "a: Endpoints default/web", "a: Pod prod/web",
                    ], errors: [])
            ]),
        Dialogue(
            "the holder keeps its name against a file before it, and loses it with its file",
            [
                Turn(files: [("b", [service("web")])], accepted: ["b: Service default/web"], errors: []),
                Turn(
                    files: [("a", [service("web")]), ("b", [service("web")])], accepted: ["b: Service default/web"],
                    errors: ["a:1:1: error: Service default/web: declared by b:1 already: rename or remove one of them"]),
                Turn(
                    files: [("a", [service("web")]), ("b", [service("web")])], accepted: ["b: Service default/web"],
                    errors: ["a:1:1: error: Service default/web: declared by b:1 already: rename or remove one of them"]),
                Turn(files: [("a", [service("web")])], accepted: ["a: Service default/web"], errors: []),
                Turn(
                    files: [("a", [service("web")]), ("b", [service("web")])], accepted: ["a: Service default/web"],
                    errors: ["b:1:1: error: Service default/web: declared by a:1 already: rename or remove one of them"]),
            ]),
        Dialogue(
            "of two claims of one address the first by path has it",
            [
                Turn(
                    files: [("a", [service("one", at("10.96.0.1"))]), ("b", [service("two", at("10.96.0.1"))])],
                    accepted: ["a: Service default/one"], errors: [taken("b", "two", "10.96.0.1", by: "one", "a:6")])
            ]),
        Dialogue(
            "the holder keeps its address against a new Service before it",
            [
                Turn(files: [("b", [service("two", at("10.96.0.1"))])], accepted: ["b: Service default/two"], errors: []),
                Turn(
                    files: [("a", [service("one", at("10.96.0.1"))]), ("b", [service("two", at("10.96.0.1"))])],
                    accepted: ["b: Service default/two"], errors: [taken("a", "one", "10.96.0.1", by: "two", "b:6")]),
            ]),
        Dialogue(
            "the holder keeps its address against a Service that was accepted with another one",
            [
                Turn(
                    files: [("a", [service("one", at("10.96.0.1"))]), ("b", [service("two", at("10.96.0.2"))])],
                    accepted: ["a: Service default/one", "b: Service default/two"], errors: []),
                Turn(
                    files: [("a", [service("one", at("10.96.0.2"))]), ("b", [service("two", at("10.96.0.2"))])],
                    accepted: ["b: Service default/two"], errors: [taken("a", "one", "10.96.0.2", by: "two", "b:6")]),
                Turn(
                    files: [("a", [service("one", at("10.96.0.2"))]), ("b", [service("two", at("10.96.0.3"))])],
                    accepted: ["a: Service default/one", "b: Service default/two"], errors: []),
            ]),
        Dialogue(
            "an address that nobody had goes to the Service that was there before, not to a new one",
            [
                Turn(files: [("b", [service("two", at("10.96.0.2"))])], accepted: ["b: Service default/two"], errors: []),
                Turn(
                    files: [("a", [service("one", at("10.96.0.5"))]), ("b", [service("two", at("10.96.0.5"))])],
                    accepted: ["b: Service default/two"], errors: [taken("a", "one", "10.96.0.5", by: "two", "b:6")]),
            ]),
        Dialogue(
            "two Services may change addresses with each other",
            [
                Turn(
                    files: [("a", [service("one", at("10.96.0.1")), service("two", at("10.96.0.2"))])],
                    accepted: ["a: Service default/one", "a: Service default/two"], errors: []),
                Turn(
                    files: [("a", [service("one", at("10.96.0.2")), service("two", at("10.96.0.1"))])],
                    accepted: ["a: Service default/one", "a: Service default/two"], errors: []),
            ]),
        Dialogue(
            "the holder keeps its address when its file is renamed",
            [
                Turn(files: [("b", [service("two", at("10.96.0.1"))])], accepted: ["b: Service default/two"], errors: []),
                Turn(
                    files: [("a", [service("one", at("10.96.0.1"))]), ("c", [service("two", at("10.96.0.1"))])],
                    accepted: ["c: Service default/two"], errors: [taken("a", "one", "10.96.0.1", by: "two", "c:6")]),
            ]),
        Dialogue(
            "a rejected object keeps neither its name nor its address",
            [
                Turn(
                    files: [("a", [onNodePort("one", 30001)]), ("b", [twoClaims("two", "10.96.0.2", 30002)])],
                    accepted: ["a: Service default/one", "b: Service default/two"], errors: []),
                Turn(
                    files: [
                        ("a", [onNodePort("one", 30001), service("new", at("10.96.0.2"))]), ("b", [twoClaims("two", "10.96.0.2", 30001)]),
                        ("c", [service("two")]),
                    ],
                    accepted: ["a: Service default/one", "a: Service default/new", "c: Service default/two"],
                    errors: [
                        "b:10:17: error: Service default/two: spec.ports[0].nodePort: "
                            + "node port 30001 belongs to Service default/one already (a:9): choose another one, or none"
                    ]),
            ]),
        Dialogue(
            "of two that want each other's the first gives way",
            [
                Turn(
                    files: [("a", [twoClaims("one", "10.96.0.1", 30001)]), ("b", [twoClaims("two", "10.96.0.2", 30002)])],
                    accepted: ["a: Service default/one", "b: Service default/two"], errors: []),
                Turn(
                    files: [("a", [twoClaims("one", "10.96.0.1", 30002)]), ("b", [twoClaims("two", "10.96.0.1", 30002)])],
                    accepted: ["b: Service default/two"],
                    errors: [
                        "a:10:17: error: Service default/one: spec.ports[0].nodePort: "
                            + "node port 30002 belongs to Service default/two already (b:10): choose another one, or none"
                    ]),
            ]),
        Dialogue(
            "what was kept for a Service goes to the next one when that Service is rejected",
            [
                Turn(
                    files: [
                        ("a", [service("one", at("10.96.0.1"))]), ("b", [twoClaims("two", "10.96.0.2", 30002)]),
                        ("c", [onNodePort("three", 30003)]),
                    ],
                    accepted: ["a: Service default/one", "b: Service default/two", "c: Service default/three"], errors: []),
                Turn(
                    files: [
                        ("a", [service("one", at("10.96.0.2"))]), ("b", [twoClaims("two", "10.96.0.2", 30003)]),
                        ("c", [onNodePort("three", 30003)]),
                    ],
                    accepted: ["a: Service default/one", "c: Service default/three"],
                    errors: [
                        "b:10:17: error: Service default/two: spec.ports[0].nodePort: "
                            + "node port 30003 belongs to Service default/three already (c:9): choose another one, or none"
                    ]),
            ]),
        Dialogue(
            "node ports and health checks share their numbers",
            [
                Turn(
                    files: [
                        ("a", [onNodePort("one", 30001)]),
                        (
                            "b",
                            [
                                [
                                    "apiVersion": "v1", "kind": "Service", "metadata": ["name": "two"],
                                    "spec": [
                                        "type": "LoadBalancer", "externalTrafficPolicy": "Local", "healthCheckNodePort": 30001,
                                        "ports": [["port": 80]],
                                    ],
                                ]
                            ]
                        ),
                    ],
                    accepted: ["a: Service default/one"],
                    errors: [
                        "b:8:24: error: Service default/two: spec.healthCheckNodePort: "
                            + "node port 30001 belongs to Service default/one already (a:9): choose another one, or none"
                    ])
            ]),
        Dialogue(
            "every claim that is somebody else's is told",
            [
                Turn(
                    files: [
                        ("a", [service("one", at("10.96.0.1"))]), ("b", [onNodePort("two", 30001)]),
                        ("c", [twoClaims("three", "10.96.0.1", 30001)]),
                    ],
                    accepted: ["a: Service default/one", "b: Service default/two"],
                    errors: [
                        taken("c", "three", "10.96.0.1", by: "one", "a:6", column: "7:14"),
                        "c:10:17: error: Service default/three: spec.ports[0].nodePort: "
                            + "node port 30001 belongs to Service default/two already (b:9): choose another one, or none",
                    ])
            ]),
    ]

    private static func taken(
        _ file: String, _ name: String, _ address: String, by other: String, _ place: String, column: String = "6:14"
    ) -> String {
        "\(file):\(column): error: Service default/\(name): spec.clusterIP: \(address) is the address of Service default/\(other) "
            + "already (\(place)): name another one, or none to have one allocated"
    }

    /// The address on line 7, the node port on line 10.
    private static func twoClaims(_ name: String, _ address: Manifest, _ nodePort: Manifest) -> Manifest {
        [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string(name)],
            "spec": ["type": "NodePort", "clusterIP": address, "ports": [["port": 80, "nodePort": nodePort]]],
        ]
    }

    @Test("The accepted objects go to the registry by kind")
    func registry() throws {
        let manifests: [Manifest] = [
            .slice(["addressType": "IPv4"]), Self.service("b"), .pod(["status": ["podIP": "10.1.0.1"]]), Self.service("a"),
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "prod"]],
            ["apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "b"], "subsets": [[:], [:]]],
        ]
        let objects = try Self.objects([("f", manifests)])
        let registered = ObjectValidator.settled(objects, rules: try Decoding.rules()).registered
        #expect(registered.services.keys.sorted().map(\.description) == ["default/a", "default/b"])
        #expect(registered.pods.all(in: "default").map(\.name) == ["web-1"])
        #expect(registered.namespaces.keys.map(\.description) == ["prod"])
        #expect(registered.slices[ServiceKey(namespace: "default", name: "web")].map(\.origin) == [.endpointSlice])
        #expect(registered.slices[ServiceKey(namespace: "default", name: "b")].map(\.origin) == [.endpoints, .endpoints])
    }

    @Test("Of a Service whose node ports are others' a hundred are told, and whether there are more", arguments: [100, 101])
    func manyNodePorts(count: Int) throws {
        let ports: [Manifest] = (1...count).map {
            ["name": .string("p\($0)"), "port": .integer(Int64($0)), "nodePort": .integer(Int64(30_000 + $0))]
        }
        let services: [Manifest] = ["one", "two"].map {
            [
                "apiVersion": "v1", "kind": "Service", "metadata": ["name": .string($0)],
                "spec": ["type": "NodePort", "ports": .list(ports)],
            ]
        }
        let objects = try Self.objects([("f", services)])
        let problems = ObjectValidator.settled(objects, rules: try Decoding.rules()).problems.map(\.description)
        #expect(problems.count == 100 && problems.allSatisfy { $0.contains("belongs to Service default/one already") })
        #expect(problems.filter { $0.contains("further ones of this object are not listed") }.count == count - 100)
    }

    @Test("Problems come by file, line and column")
    func order() throws {
        let files: [(name: String, manifests: [Manifest])] = [
            ("a", [Self.service("one", Self.at("10.96.0.1"))]), ("b", [Self.service("one")]),
            ("c", [Self.service("two", ["clusterIP": "10.96.0.1", "selector": ["a": "b"]])]),
            ("d", [Self.service("three", ["clusterIP": "None", "selector": ["a": "b"]])]),
        ]
        let validator = ObjectValidator.settled(try Self.objects(files), rules: try Decoding.rules())
        #expect(validator.problems.map { "\($0.file):\($0.position.line)" } == ["b:1", "c:6", "d:8"])
    }

    @Test(
        "Ten thousand Services and as many Pods are validated, again and again: a walk over all for each would not end in time",
        .timeLimit(.minutes(20)))
    func size() throws {
        let services = (0..<10_000).map { index in
            Self.service(
                "web-\(index)",
                [
                    "clusterIP": .string("10.\(100 + index / 65536).\(index / 256).\(index % 256)"),
                    "selector": ["app": .string("app-\(index)"), "managed-by": "helm"],
                ])
        }
        let pods: [Manifest] = (0..<10_000).map { index in
            [
                "apiVersion": "v1", "kind": "Pod",
                "metadata": ["name": .string("pod-\(index)"), "labels": ["app": .string("app-\(index / 2)"), "managed-by": "helm"]],
                "status": ["podIP": .string("10.1.\(index / 256).\(index % 256)")],
            ]
        }
        var validator = ObjectValidator(rules: try Decoding.rules())
        for turn in 0..<2 {
            let objects = try Self.objects([("services-\(turn)", services), ("pods-\(turn)", pods)])
            for file in ["services-0", "pods-0"] { validator.forget(file) }
            validator.replace(with: objects)
            _ = validator.settle()
            #expect(validator.problems.count == 1_001)
            #expect(validator.problems.last?.message.hasPrefix("and 4000 more problems of this file") == true)
        }
    }
}
