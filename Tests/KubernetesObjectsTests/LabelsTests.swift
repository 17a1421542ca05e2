import KubernetesObjects
import ServiceRegistry
import Testing

struct LabelsTests {
    /// The rest of an object of each kind whose labels selectors look at.
    private static let kinds: [(kind: Manifest, version: Manifest, rest: Manifest)] = [
        ("Namespace", "v1", [:]), ("Service", "v1", ["spec": ["clusterIP": "None"]]),
        ("Service", "v1", ["spec": ["type": "ExternalName", "externalName": "a.example"]]),
        ("ServiceImport", "multicluster.x-k8s.io/v1alpha1", ["spec": ["type": "Headless", "ports": []]]),
        ("Pod", "v1", ["status": ["podIP": "10.1.0.1"]]),
    ]

    @Test("Objects that are selected by their labels keep them")
    func labels() throws {
        for (kind, version, rest) in Self.kinds {
            let metadata: Manifest = ["name": "web", "labels": ["tier": "edge", "a.example/empty": ""]]
            let manifest: Manifest = ["apiVersion": version, "kind": kind, "metadata": metadata]
            let objects = try Decoding.decode(manifest.adding(rest)).objects
            #expect(objects.map(\.payload.labels) == [["tier": "edge", "a.example/empty": ""]], "\(kind)")
        }
    }
}

extension RegistryObject {
    fileprivate var labels: [String: String]? {
        switch self {
        case .namespace(let namespace): namespace.labels
        case .service(let service): service.labels
        case .serviceImport(let serviceImport): serviceImport.labels
        case .pod(let pod): pod.labels
        case .node, .endpointSlices: nil
        }
    }
}
