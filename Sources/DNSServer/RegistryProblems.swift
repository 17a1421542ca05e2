import DNSModel
import KubernetesObjects
import ServiceRegistry

/// What the registry could not do for Services and imports, as problems at the places where they are declared.
struct RegistryProblems {
    private enum Shortage: Hashable {
        case address(AddressFamily)
        case endpoints
        case importedEndpoints
    }

    private var shortages: [ServiceKey: [Shortage]] = [:]
    private var cutImports: Set<ServiceKey> = []

    /// None.
    init() {}

    init(of build: RegistryBuild) {
        for case .exhausted(let key) in build.allocation.events { shortages[key.service, default: []].append(.address(key.family)) }
        for key in build.cutServices { shortages[key, default: []].append(.endpoints) }
        cutImports = Set(build.cutImports)
    }

    /// The problems at the places where a collection has the Services and imports, by file and line.
    func problems(in collection: ManifestCollection) -> [Problem] {
        let ofServices = shortages.flatMap { key, shortages in shortages.map { (ObjectIdentity.service(key), $0) } }
        let ofImports = cutImports.map { (ObjectIdentity.serviceImport($0), Shortage.importedEndpoints) }
        return (ofServices + ofImports).compactMap { identity, shortage in
            collection.accepted(identity).map { Self.problem(shortage, of: $0) }
        }.sorted()
    }

    private static func problem(_ shortage: Shortage, of object: DeclaredObject) -> Problem {
        let (severity, field, message): (Problem.Severity, String, String) =
            switch shortage {
            case .address(let family):
                (
                    .error, "spec.clusterIP",
                    "no \(family) address is free: make the range of serviceCIDRs larger, or name an address outside it"
                )
            case .endpoints, .importedEndpoints: (.warning, "spec", tooMuch)
            }
        return Problem(
            severity, file: object.file, position: object.position, object: object.identity.description, field: field, message: message)
    }

    private static let tooMuch = """
        more than is served: of a Service \(RegistryLimits.endpointsOfService) endpoints with \(RegistryLimits.endpointPortsOfService) \
        ports together, \(RegistryLimits.ports) ports and \(RegistryLimits.externalPoints) addresses and host names of its own; in all \
        \(RegistryLimits.endpoints) endpoints with \(RegistryLimits.endpointPorts) ports, found by \
        \(RegistryLimits.podsLookedAt) looks at Pods
        """
}
