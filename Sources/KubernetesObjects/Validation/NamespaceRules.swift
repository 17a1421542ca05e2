import DNSModel
import ServiceRegistry

/// Namespaces that are also top-level domains: short names below them hide names of the Internet.
enum NamespaceRules {
    /// One warning for each such namespace, at its Namespace object, else at the first object in it.
    static func warnings(for objects: [DeclaredObject], rules: ValidationRules) -> [Problem] {
        guard rules.shortNamesEnabled else { return [] }
        var places: [Label: DeclaredObject] = [:]
        var previous: Label?
        for object in objects {
            if case .namespace(let namespace) = object.payload {
                places[namespace.name] = object
            } else if object.identity.namespace != previous, object.hasShortNames, let namespace = object.identity.namespace {
                // Neighbours mostly live in one namespace: it is looked up once for all of them.
                if places[namespace] == nil { places[namespace] = object }
                previous = namespace
            }
        }
        return places.filter { TopLevelDomains.contains("\($0.key)") }.map(warning)
    }

    private static func warning(namespace: Label, object: DeclaredObject) -> Problem {
        Problem(
            .warning, file: object.file, position: object.position, object: "\(object.identity)",
            message: "namespace \(namespace) is also a top-level domain: the short name of a Service in it, as web.\(namespace), "
                + "hides that name of the Internet: rename it, or switch short names off")
    }
}

extension DeclaredObject {
    /// Whether its namespace shows in short names: Nodes have none, and what is imported has names in zones of its own only.
    fileprivate var hasShortNames: Bool {
        switch payload {
        case .namespace, .service, .pod: true
        case .serviceImport, .node: false
        case .endpointSlices(let slices): slices.contains { !$0.isImported }
        }
    }
}
