import DNSModel
import ServiceRegistry

/// Selectors that match no Pod: mostly a slip in a label.
enum SelectorRules {
    /// One warning for each Service whose selector matches nothing and that no slice gives endpoints to.
    static func warnings(for objects: [DeclaredObject], pods: [PodObject]) -> [Problem] {
        let supplied = suppliedServices(objects)
        var index = PodLabelIndex(pods)
        return objects.compactMap { object in
            guard case .service(let service) = object.payload, let place = object.selectorPlace, !supplied.contains(service.key) else {
                return nil
            }
            let complaint = complaint(index.match(service.selector, in: service.key.namespace), namespace: service.key.namespace)
            return complaint.map { message in
                Problem(
                    .warning, file: object.file, position: place.position, object: "\(object.identity)", field: place.path,
                    message: message)
            }
        }
    }

    private static func suppliedServices(_ objects: [DeclaredObject]) -> Set<ServiceKey> {
        var services: Set<ServiceKey> = []
        for object in objects {
            guard case .endpointSlices(let slices) = object.payload else { continue }
            services.formUnion(slices.map(\.service))
        }
        return services
    }

    private static func complaint(_ match: SelectorMatch, namespace: Label) -> String? {
        switch match {
        case .found: nil
        case .noPods: "matches nothing: there is no Pod in namespace \(namespace)"
        case .noPodHas(let key, let value):
            "matches nothing: no Pod in namespace \(namespace) has the label \(Quotation.quoted(key)) with \(Quotation.quoted(value))"
        case .noPodHasAll: "matches nothing: no Pod in namespace \(namespace) has all of these labels"
        }
    }
}
