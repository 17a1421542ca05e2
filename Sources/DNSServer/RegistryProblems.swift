import DNSModel
import KubernetesObjects
import ServiceRegistry

/// What the registry could not do for Services, as problems at the places where they are declared.
struct RegistryProblems {
    private enum Shortage: Hashable {
        case address(AddressFamily)
        case endpoints
    }

    private var shortages: [ServiceKey: [Shortage]] = [:]

    /// None.
    init() {}

    init(of build: RegistryBuild) {
        for case .exhausted(let key) in build.allocation.events { shortages[key.service, default: []].append(.address(key.family)) }
        for key in build.cutServices { shortages[key, default: []].append(.endpoints) }
    }

    /// The problems of these objects, in their order.
    func problems(of declared: [DeclaredObject]) -> [Problem] {
        guard !shortages.isEmpty else { return [] }
        return declared.flatMap { object -> [Problem] in
            guard case .service(let service) = object.payload else { return [] }
            return (shortages[service.key] ?? []).map { Self.problem($0, of: object) }
        }
    }

    private static func problem(_ shortage: Shortage, of object: DeclaredObject) -> Problem {
        let (severity, field, message): (Problem.Severity, String, String) =
            switch shortage {
            case .address(let family):
                (
                    .error, "spec.clusterIP",
                    "no \(family) address is free: make the range of serviceCIDRs larger, or name an address outside it"
                )
            case .endpoints:
                (
                    .warning, "spec.selector",
                    "more endpoints than are served (\(RegistryLimits.endpointsOfService) of a Service, \(RegistryLimits.endpoints) in all)"
                )
            }
        return Problem(
            severity, file: object.file, position: object.position, object: object.identity.description, field: field, message: message)
    }
}
