import Testing
import DNSModel
import KubernetesObjects
import ServiceRegistry

/// Short ways to what the tests ask.
enum Decoding {
    static func rules(
        domain: String = "cluster.local", cidrs: [String] = ["10.96.0.0/12"], shortNames: Bool = true
    ) throws -> ValidationRules {
        ValidationRules(
            clusterDomain: try #require(DomainName(domain)), serviceCIDRs: cidrs.compactMap { AddressPrefix($0) },
            defaultNamespace: Label("default"), shortNamesEnabled: shortNames)
    }

    static func decode(_ manifest: Manifest, file: String = "f", rules: ValidationRules? = nil) throws -> DecodedObjects {
        ObjectDecoder.decode([manifest.node], file: file, rules: try rules ?? self.rules())
    }

    /// The lines of all problems.
    static func problems(_ manifest: Manifest, rules: ValidationRules? = nil) throws -> [String] {
        try decode(manifest, rules: rules).problems.map(\.description)
    }

    /// The Service that is accepted, be it with warnings.
    static func service(_ manifest: Manifest, rules: ValidationRules? = nil) throws -> ServiceObject {
        let object = try #require(try decode(manifest, rules: rules).objects.first)
        guard case .service(let service) = object.payload else { throw NoService() }
        return service
    }

    struct NoService: Error {}
}

extension Manifest {
    /// Service `default/web`: its spec begins at line 6.
    static func service(_ spec: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"], "spec": spec]
    }

    /// Service `default/web` with these ports: the first begins at line 7, column 7.
    static func service(ports: Manifest) -> Manifest {
        .service(["ports": ports])
    }

    /// Pod `default/web-1`: what is given begins at line 5.
    static func pod(_ rest: Manifest) -> Manifest {
        let head: Manifest = ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web-1"]]
        return head.adding(rest)
    }

    /// Node `node-1`: what is given begins at line 5.
    static func node(_ rest: Manifest) -> Manifest {
        let head: Manifest = ["apiVersion": "v1", "kind": "Node", "metadata": ["name": "node-1"]]
        return head.adding(rest)
    }

    /// EndpointSlice `default/web-1` of Service `web`: what is given begins at line 7.
    static func slice(_ rest: Manifest) -> Manifest {
        let head: Manifest = [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
            "metadata": ["name": "web-1", "labels": ["kubernetes.io/service-name": "web"]],
        ]
        return head.adding(rest)
    }
}
