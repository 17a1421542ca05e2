import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct ExposureTests {
    private static let db = ServiceKey(namespace: "prod", name: "db")
    private static let dev = ServiceKey(namespace: "dev", name: "web")
    private static let lost = ServiceKey(namespace: "slices", name: "web")

    private func objects() throws -> ObjectLists {
        ObjectLists(
            namespaces: [NamespaceObject(name: "prod", labels: ["env": "prod"]), NamespaceObject(name: "empty", labels: ["env": "prod"])],
            services: [
                ServiceObject(key: Registry.web, labels: ["tier": "web"], addressing: .clusterIP([.allocated(.ipv4)])),
                headless(Self.db, labels: ["tier": "db"]), ServiceObject(key: Self.dev, addressing: .clusterIP([.allocated(.ipv4)])),
            ],
            serviceImports: [
                ServiceImportObject(key: Self.db, labels: ["tier": "db"], type: .clusterSetIP([try address("10.9.0.1")])),
                ServiceImportObject(key: Self.dev, type: .headless),
            ],
            pods: [
                PodObject(namespace: "dev", name: "a", addresses: [try address("10.0.0.1")]),
                PodObject(namespace: "pods", name: "b", addresses: [try address("10.0.0.2")]),
            ],
            endpointSlices: [slice(of: Self.db, try endpoint("10.0.0.3")), slice(of: Self.lost, try endpoint("10.0.0.4"))])
    }

    private func registry(_ exposure: ExposureRules) throws -> Registry {
        let prefix = try #require(AddressPrefix("10.96.0.0/24"))
        return Registry(rules: RegistryRules(serviceCIDRs: [prefix], exposure: exposure), objects: try objects())
    }

    @Test(
        "Rules that show nothing though there are objects are mistakes, and what is hidden is counted",
        arguments: [
            (ExposureRules(), 0, []), (ExposureRules(namespaces: ["prod", "slices", "pods", "empty"]), 1, []),
            (ExposureRules(namespaces: ["prd", "dev", "abc"]), 2, [.emptyNamespace("abc"), .emptyNamespace("prd")]),
            (ExposureRules(namespaces: ["prd"], namespaceSelector: LabelSelector([.exists("a")])), 3, [.emptyNamespace("prd")]),
            (ExposureRules(namespaceSelector: LabelSelector([.exists("env")])), 1, []),
            (ExposureRules(namespaceSelector: LabelSelector([.exists("environment")])), 3, [.namespaceSelector]),
            (ExposureRules(namespaces: ["dev"], namespaceSelector: LabelSelector([.exists("env")])), 3, [.namespaceSelector]),
            (ExposureRules(serviceSelector: LabelSelector([.isOneOf("tier", ["db"])])), 2, []),
            (ExposureRules(serviceSelector: LabelSelector([.exists("layer")])), 3, [.serviceSelector]),
            (ExposureRules(namespaces: ["dev"], serviceSelector: LabelSelector([.exists("tier")])), 3, [.serviceSelector]),
            (ExposureRules(namespaces: ["pods"], serviceSelector: LabelSelector([.exists("tier")])), 3, []),
        ] as [(ExposureRules, Int, [ExposureMistake])])
    func effect(exposure: ExposureRules, hidden: Int, mistakes: [ExposureMistake]) throws {
        let snapshot = try registry(exposure).snapshot
        let effect = ExposureEffect(of: exposure, on: try objects().registered, shown: snapshot)
        #expect(effect.hiddenServices == hidden)
        #expect(effect.hiddenServices == (try objects().services.count) - Array(snapshot.services).count)
        #expect(effect.mistakes == mistakes)
        #expect(
            ExposureEffect(of: exposure, on: ObjectLists().registered, shown: .empty).mistakes.allSatisfy { "\($0)".contains("no object") })
    }

    @Test(
        "What namespaces and both selectors hide is not in the snapshot",
        arguments: [
            (ExposureRules(), "dev/web prod/db prod/web", "dev/web prod/db", "dev empty pods prod slices"),
            (ExposureRules(namespaces: ["prod"]), "prod/db prod/web", "prod/db", "prod"),
            (ExposureRules(namespaces: []), "", "", ""),
            (ExposureRules(namespaces: ["dev", "pods", "none"]), "dev/web", "dev/web", "dev pods"),
            (ExposureRules(namespaceSelector: LabelSelector([.isOneOf("env", ["prod"])])), "prod/db prod/web", "prod/db", "empty prod"),
            (ExposureRules(namespaceSelector: LabelSelector([.doesNotExist("env")])), "dev/web", "dev/web", "dev pods slices"),
            (
                ExposureRules(namespaceSelector: LabelSelector([.isNoneOf("kubernetes.io/metadata.name", ["prod", "slices"])])), "dev/web",
                "dev/web", "dev empty pods"
            ),
            (
                ExposureRules(namespaces: ["prod", "dev"], namespaceSelector: LabelSelector([.exists("env")])), "prod/db prod/web",
                "prod/db", "prod"
            ),
            (
                ExposureRules(serviceSelector: LabelSelector([.isOneOf("tier", ["db"])])), "prod/db", "prod/db",
                "dev empty pods prod slices"
            ),
            (ExposureRules(serviceSelector: LabelSelector([.exists("none")])), "", "", "dev empty pods prod slices"),
        ])
    func selection(exposure: ExposureRules, services: String, imports: String, namespaces: String) throws {
        let snapshot = try registry(exposure).snapshot
        func text(_ names: [String]) -> String { names.sorted().joined(separator: " ") }
        #expect(text(snapshot.services.map(\.key.description)) == services)
        #expect(text(snapshot.serviceImports.map(\.key.description)) == imports)
        #expect(text(snapshot.namespaces.keys.map(\.description)) == namespaces)
    }

    @Test("Hidden Services keep their cluster IPs, which nobody is shown, and hidden endpoints and Pods have no names")
    func hiddenAddresses() throws {
        let all = try registry(ExposureRules()).build
        let some = try registry(ExposureRules(namespaces: ["dev"])).build
        #expect(all.allocation == some.allocation)
        #expect(some.snapshot.service(Self.dev) == all.snapshot.service(Self.dev))
        #expect(Array(all.snapshot.ownedAddresses).count == 3)
        #expect(Array(some.snapshot.ownedAddresses).count == 1)
        #expect(some.snapshot.owner(of: try address("10.0.0.3"), limit: 1) == nil)
        #expect(try registry(ExposureRules(namespaces: ["prod"])).snapshot.namespace("dev") == nil)
    }

    @Test("A client speaks for its namespace even where that is hidden")
    func clients() throws {
        let snapshot = try registry(ExposureRules(namespaces: ["prod"])).snapshot
        #expect(snapshot.clientNamespace(of: try address("10.0.0.1")) == "dev")
    }

    /// A Service of each kind with these endpoints, and why it has no name.
    @Test(
        "Endpoints that are hidden still make a Service not empty; an empty one is absent where such are not shown",
        arguments: [
            (true, true, true, nil, nil), (true, true, false, nil, .noReadyEndpoints(unready: 1)), (true, false, true, nil, nil),
            (true, false, false, .noReadyEndpoints(unready: 1), .noReadyEndpoints(unready: 1)), (false, true, true, nil, .endpointsHidden),
            (false, true, false, nil, .endpointsHidden), (false, false, true, nil, .endpointsHidden),
            (false, false, false, .noReadyEndpoints(unready: 1), .endpointsHidden),
        ] as [(Bool, Bool, Bool, ServiceRecord.Absence?, ServiceRecord.Absence?)])
    func absence(
        endpoints: Bool, emptyServices: Bool, isReady: Bool, ofClusterIP: ServiceRecord.Absence?, ofHeadless: ServiceRecord.Absence?
    ) throws {
        let alias = ServiceKey(namespace: "prod", name: "alias")
        var registry = Registry(
            rules: RegistryRules(exposure: ExposureRules(showsEndpoints: endpoints, showsEmptyServices: emptyServices)))
        registry.objects.services = [
            try clusterIP("10.96.0.1"), headless(Self.db), ServiceObject(key: alias, addressing: .externalName("example.org.")),
        ]
        registry.objects.serviceImports = [ServiceImportObject(key: Self.db, type: .headless)]
        let endpoint = try endpoint("10.0.0.1", isReady: isReady)
        registry.objects.endpointSlices = [
            slice(endpoint), slice(of: Self.db, endpoint), slice(of: Self.db, from: .importedSlice(cluster: "west"), endpoint),
        ]
        let snapshot = registry.snapshot
        #expect(snapshot.services.map(\.absence) == [nil, ofHeadless, ofClusterIP])
        #expect(snapshot.serviceImports.map(\.absence) == [ofHeadless])
        let shown = endpoints && isReady ? 1 : 0
        #expect((Array(snapshot.services) + snapshot.serviceImports).map(\.endpoints.count) == [0, shown, shown, shown])
        #expect(try registry.web().unready.isEmpty == (isReady || !endpoints))
        #expect((snapshot.owner(of: try address("10.96.0.1"), limit: 1) == nil) == (ofClusterIP != nil))
        #expect((snapshot.owner(of: try address("10.0.0.1"), limit: 9) == nil) == (shown == 0))
    }

    @Test("A namespace tells the names of the first thousand of its Services and imports, in order, each once")
    func serviceNames() throws {
        var registry = Registry()
        registry.objects.services = try (0..<1_100).reversed().map {
            try clusterIP("10.96.\($0 / 256).\($0 % 256)", key: try key("s\(1_000 + $0)"))
        }
        registry.objects.services += [headless(ServiceKey(namespace: "prod", name: "a")), try clusterIP("10.97.0.1", key: Self.dev)]
        registry.objects.serviceImports = ["a", "b"].map { (name: Label) in
            ServiceImportObject(key: ServiceKey(namespace: "prod", name: name), type: .headless)
        }
        let expected = try ["a", "b"] + (1_000..<998 + RegistryLimits.comparedNames).map { try #require(Label("s\($0)")) }
        #expect(registry.snapshot.namespace("prod")?.serviceNames == expected)
        #expect(registry.snapshot.namespace("dev")?.serviceNames == ["web"])
    }
}
