import DNSModel
import ServiceRegistry

/// Selectors that match no Pod: mostly a slip in a label. Services that a slice gives endpoints to need none.
struct SelectorRules: Sendable {
    /// What is wrong with the selectors that match nothing, by namespace.
    private var complaints: [Label: [DeclaredObject: Complaint]] = [:]

    fileprivate enum Complaint: Hashable {
        case noPods
        case noPodHas(name: String, value: String)
        case noPodHasAll
    }

    /// Looks again at the Services that changed, and at those whose slices or Pods did; gives the files where something else is to
    /// be told.
    mutating func follow(
        _ accepted: AcceptedChange, _ change: RegistryChange, in registered: RegistryObjects, _ register: ClaimRegister
    ) -> Set<String> {
        for object in accepted.went { set(nil, for: object) }
        var suspects = Set(accepted.came.filter { $0.selectorPlace != nil })
        for key in change.supplied.union(change.left(in: registered)) {
            if let service = register.accepted(.service(key)) { suspects.insert(service) }
        }
        for namespace in change.namespacesOfPods { suspects.formUnion(complaints[namespace, default: [:]].keys) }
        let arrived = registered.services(selectingAnyOf: change.added.compactMap(\.pod).filter { complaints[$0.namespace] != nil })
        return Set(suspects.filter { set(complaint(of: $0, in: registered, arrived), for: $0) }.map(\.file))
    }

    /// One warning for each Service whose selector matches nothing and that no slice gives endpoints to.
    func warning(of object: DeclaredObject) -> Problem? {
        guard let place = object.selectorPlace, let namespace = object.identity.namespace, let complaint = complaints[namespace]?[object]
        else { return nil }
        return Problem(
            .warning, file: object.file, position: place.position, object: "\(object.identity)", field: place.path,
            message: complaint.message(in: namespace))
    }

    /// Notes what is wrong with a Service, or that nothing is; whether that is another thing than before.
    @discardableResult
    private mutating func set(_ complaint: Complaint?, for object: DeclaredObject) -> Bool {
        guard let namespace = object.identity.namespace, complaints[namespace]?[object] != complaint else { return false }
        complaints[namespace, default: [:]][object] = complaint
        if complaints[namespace]?.isEmpty == true { complaints[namespace] = nil }
        return true
    }

    /// The same in each run, whatever the order of a dictionary is. What matched nothing before is not compared with all Pods again:
    /// only one that came can match.
    private func complaint(of object: DeclaredObject, in registered: RegistryObjects, _ arrived: Set<ServiceKey>) -> Complaint? {
        guard case .service(let service) = object.payload, object.selectorPlace != nil else { return nil }
        let (pods, namespace) = (registered.pods, service.key.namespace)
        let matchedNothing = complaints[namespace]?[object] != nil
        let matches = matchedNothing ? arrived.contains(service.key) : pods.mayMatchAny(service.selector, in: namespace)
        guard !matches, registered.slices[service.key].isEmpty else { return nil }
        guard pods.hasPods(in: namespace) else { return .noPods }
        let missing = service.selector.filter { !pods.hasPods(with: $0.key, $0.value, in: namespace) }
        return missing.min { $0.key < $1.key }.map { .noPodHas(name: $0.key, value: $0.value) } ?? .noPodHasAll
    }
}

extension SelectorRules.Complaint {
    fileprivate func message(in namespace: Label) -> String {
        switch self {
        case .noPods: "matches nothing: there is no Pod in namespace \(namespace)"
        case .noPodHasAll: "matches nothing: no Pod in namespace \(namespace) has all of these labels"
        case .noPodHas(let name, let value):
            "matches nothing: no Pod in namespace \(namespace) has the label \(Quotation.quoted(name)) with \(Quotation.quoted(value))"
        }
    }
}

extension RegistryChange {
    /// The Services of the cluster that slices came to or went from.
    fileprivate var supplied: Set<ServiceKey> {
        Set((removed + added).flatMap(\.slices).filter { !$0.isImported }.map(\.service))
    }

    /// The Services that selected a Pod that went.
    fileprivate func left(in registered: RegistryObjects) -> Set<ServiceKey> {
        registered.services(selectingAnyOf: removed.compactMap(\.pod))
    }

    fileprivate var namespacesOfPods: Set<Label> {
        Set((removed + added).compactMap(\.pod).map(\.namespace))
    }
}

extension RegistryObject {
    fileprivate var pod: PodObject? {
        switch self {
        case .pod(let pod): pod
        case .namespace, .service, .serviceImport, .node, .endpointSlices: nil
        }
    }
}
