import Testing
import DNSModel
import KubernetesObjects
import ServiceRegistry

/// A row of a table: a manifest, and every problem that is told of it.
struct Row: Sendable, CustomTestStringConvertible {
    let manifest: Manifest
    let problems: [String]
    private let title: String

    init(_ title: String, _ manifest: Manifest, _ problems: [String] = []) {
        self.title = title
        self.manifest = manifest
        self.problems = problems
    }

    var testDescription: String { title }
}

/// Short ways to what the tests ask.
enum Decoding {
    static func rules(
        domain: String = "cluster.local", cidrs: [String] = ["10.96.0.0/12"], shortNames: Bool = true
    ) throws -> ValidationRules {
        ValidationRules(
            clusterDomain: try #require(DomainName(domain)), serviceCIDRs: cidrs.compactMap { AddressPrefix($0) },
            defaultNamespace: try #require(Label("default")), shortNamesEnabled: shortNames)
    }

    static func decode(_ manifest: Manifest, file: String = "f", rules: ValidationRules? = nil) throws -> DecodedDocument {
        ObjectDecoder.decode(manifest.node, file: file, rules: try rules ?? self.rules())
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

    /// EndpointSlice `default/web-1` of Service `web`: what is given begins at line 7.
    static func slice(_ rest: Manifest) -> Manifest {
        let head: Manifest = [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
            "metadata": ["name": "web-1", "labels": ["kubernetes.io/service-name": "web"]],
        ]
        return head.adding(rest)
    }
}

/// What is said again and again.
enum Told {
    static let labelForm = "use lower-case letters, digits and \"-\", a letter or digit first and last, at most 63 characters"
    static let nameForm =
        "use lower-case letters, digits, \"-\" and \".\", a letter or digit around each \".\", at most 253 characters"
    static let portNameForm = "use at most 15 lower-case letters, digits and single \"-\", at least one letter, no \"-\" first or last"
    /// Four labels that leave little room below them.
    static let longDomain = Array(repeating: String(repeating: "d", count: 57) + ".", count: 4).joined()
}
