import DNSModel
import KubernetesObjects
import ServiceRegistry
import TestSupport
import Testing

struct ImportedSliceTests {
    private static let local = "kubernetes.io/service-name"
    private static let imported = "multicluster.kubernetes.io/service-name"
    private static let cluster = "multicluster.kubernetes.io/source-cluster"

    private static func slice(_ labels: Manifest) -> Manifest {
        [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": ["name": "s", "labels": labels],
            "addressType": "IPv4", "endpoints": [["addresses": ["10.4.0.1"]]],
        ]
    }

    /// What each slice stands behind.
    private static func origins(_ manifest: Manifest) throws -> [String] {
        try Decoding.decode(manifest).objects.flatMap { object -> [String] in
            guard case .endpointSlices(let slices) = object.payload else { return [] }
            return slices.map { "\($0.service) \($0.origin.inWords) \($0.endpoints.count)" }
        }
    }

    @Test("A slice stands behind the Service that its labels name, behind the import, or behind both")
    func services() throws {
        #expect(try Self.origins(Self.slice([Self.local: "web"])) == ["default/web own 1"])
        #expect(try Self.origins(Self.slice([Self.imported: "db", Self.cluster: "east"])) == ["default/db of east 1"])
        let both = Self.slice([Self.local: "derived-1", Self.imported: "db", Self.cluster: "east"])
        #expect(try Self.origins(both) == ["default/derived-1 own 1", "default/db of east 1"])
        #expect(try Self.origins(Self.slice([Self.local: "web", Self.cluster: "east"])) == ["default/web own 1"])
    }

    @Test("A slice that does not say its cluster is no part of an import, but of its Service still")
    func noCluster() throws {
        let both = Self.slice([Self.local: "web", Self.imported: "db"])
        #expect(try Self.origins(both) == ["default/web own 1"])
        #expect(try Self.origins(Self.slice([Self.imported: "db", Self.cluster: ""])) == [])
        for manifest in [both, Self.slice([Self.imported: "db"])] {
            #expect(
                try Decoding.problems(manifest) == [
                    "f:4:9: note: EndpointSlice default/s: metadata.labels[\"multicluster.kubernetes.io/source-cluster\"]: "
                        + "missing: without its cluster the slice is no part of ServiceImport default/db"
                ])
        }
    }

    @Test("A slice that says its cluster only is told which label it lacks")
    func noImport() throws {
        let expected = [(Self.cluster, Self.imported, "ServiceImport"), ("app", Self.local, "Service")]
        for (label, missing, kind) in expected {
            let labels = Manifest.fields([(name: label, value: .string("east"))])
            let note = "missing: a slice that names no \(kind) is ignored"
            let told = "f:4:9: note: EndpointSlice default/s: metadata.labels[\"\(missing)\"]: \(note)"
            #expect(try Decoding.problems(Self.slice(labels)) == [told])
        }
    }

    @Test("A slice of an import, or else of a Service, that does not exist is told of once")
    func lost() throws {
        func told(_ manifests: [Manifest]) throws -> [String] {
            let objects = try manifests.flatMap { try Decoding.decode($0).objects }
            return ObjectValidator.settled(objects, rules: try Decoding.rules()).problems.map(\.description)
        }
        func note(_ lost: String, of object: String = "EndpointSlice default/s") -> String {
            "f:1:1: note: \(object): stands behind \(lost), which no manifest declares: no names of it are built"
        }
        let both = Self.slice([Self.local: "web", Self.imported: "db", Self.cluster: "east"])
        let service = Manifest.service(["clusterIP": "None"])
        let serviceImport: Manifest = [
            "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport", "metadata": ["name": "db"],
            "spec": ["type": "Headless", "ports": []],
        ]
        let endpoints: Manifest = [
            "apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "web"],
            "subsets": [["addresses": [["ip": "10.4.0.1"]]], ["addresses": [["ip": "10.4.0.2"]]]],
        ]
        #expect(try told([both]) == [note("ServiceImport default/db")])
        #expect(try told([both, service]) == [note("ServiceImport default/db")])
        #expect(try told([both, serviceImport]) == [])
        #expect(try told([Self.slice([Self.local: "web"]), serviceImport]) == [note("Service default/web")])
        #expect(try told([both, service, serviceImport, endpoints]) == [])
        #expect(try told([endpoints]) == [note("Service default/web", of: "Endpoints default/web")])
    }

    @Test("The names that these labels hold are DNS labels", arguments: [imported, cluster])
    func invalid(label: String) throws {
        let labels = [Self.imported: "db", Self.cluster: "east"].merging([label: "a.b"]) { $1 }
        let manifest = Self.slice(.fields(labels.sorted { $0.key < $1.key }.map { (name: $0.key, value: .string($0.value)) }))
        #expect(
            try Decoding.problems(manifest) == [
                "f:4:9: error: EndpointSlice default/s: metadata.labels[\"\(label)\"]: \"a.b\" is not a DNS label: \(Told.labelForm)"
            ])
        #expect(try Self.origins(manifest) == [])
    }

    @Test("Endpoints of an import are none of the cluster's Service with the same name")
    func selector() throws {
        let service = Manifest.service(["selector": ["app": "web"], "ports": [["port": 80]]])
        func warnings(with labels: Manifest) throws -> Int {
            let objects = try [service, Self.slice(labels)].flatMap { try Decoding.decode($0).objects }
            return ObjectValidator.settled(objects, rules: try Decoding.rules()).problems
                .count { $0.severity == .warning }
        }
        #expect(try warnings(with: [Self.local: "web"]) == 0)
        #expect(try warnings(with: [Self.imported: "web", Self.cluster: "east"]) == 1)
    }
}

extension EndpointOrigin {
    fileprivate var inWords: String {
        switch self {
        case .endpointSlice: "own"
        case .endpoints: "Endpoints"
        case .importedSlice(let cluster): "of \(cluster)"
        }
    }
}
