import DNSModel
import KubernetesObjects
import ServiceRegistry

extension Allocation {
    /// The Services without an address, as problems at the places where these objects declare them.
    func problems(of declared: [DeclaredObject]) -> [Problem] {
        let without = exhausted
        guard !without.isEmpty else { return [] }
        return declared.flatMap { object -> [Problem] in
            guard case .service(let service) = object.payload else { return [] }
            return (without[service.key] ?? []).map { family in
                Problem(
                    .error, file: object.file, position: object.position, object: object.identity.description, field: "spec.clusterIP",
                    message: "no \(family) address is free: make the range of serviceCIDRs larger, or name an address outside it")
            }
        }
    }

    private var exhausted: [ServiceKey: [AddressFamily]] {
        var families: [ServiceKey: [AddressFamily]] = [:]
        for case .exhausted(let key) in events { families[key.service, default: []].append(key.family) }
        return families
    }
}
