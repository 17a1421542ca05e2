import DNSModel
import ServiceRegistry

/// Selectors that match no Pod: mostly a slip in a label.
enum SelectorRules {
    /// One warning for each Service whose selector matches nothing and that no slice gives endpoints to.
    static func warnings(for objects: [DeclaredObject], in registered: RegistryObjects) -> [Problem] {
        objects.compactMap { object in
            guard let place = object.selectorPlace, case .service(let service) = object.payload,
                let complaint = complaint(of: service, pods: registered.pods), registered.slices[service.key].isEmpty
            else { return nil }
            return Problem(
                .warning, file: object.file, position: place.position, object: "\(object.identity)", field: place.path, message: complaint)
        }
    }

    /// What is told is the same in each run, whatever the order of a dictionary is.
    private static func complaint(of service: ServiceObject, pods: PodSelector) -> String? {
        let namespace = service.key.namespace
        guard !pods.matchesAny(service.selector, in: namespace) else { return nil }
        guard pods.hasPods(in: namespace) else { return "matches nothing: there is no Pod in namespace \(namespace)" }
        let missing = service.selector.filter { !pods.hasPods(with: $0.key, $0.value, in: namespace) }
        guard let label = missing.min(by: { $0.key < $1.key }) else {
            return "matches nothing: no Pod in namespace \(namespace) has all of these labels"
        }
        let (name, value) = (Quotation.quoted(label.key), Quotation.quoted(label.value))
        return "matches nothing: no Pod in namespace \(namespace) has the label \(name) with \(value)"
    }
}
