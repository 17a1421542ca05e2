import DNSModel
import ServiceRegistry

/// Slices of what does not exist: a slip in a label, or an object that is still to come.
struct SliceRules: Sendable {
    /// The objects whose endpoints stand behind what nothing declares.
    private var lost: [Backed: Set<DeclaredObject>] = [:]

    /// What endpoints stand behind.
    fileprivate enum Backed: Hashable {
        case service(ServiceKey)
        case serviceImport(ServiceKey)
    }

    /// Looks at slices that changed, and at those whose Services or imports came or went; gives the files where something else is
    /// to be told.
    mutating func follow(
        _ accepted: AcceptedChange, _ change: RegistryChange, in registered: RegistryObjects, _ register: ClaimRegister
    ) -> Set<String> {
        for object in accepted.went { find(object) }
        var (files, orphans): (Set<String>, [DeclaredObject]) = ([], accepted.came)
        for backed in change.added.compactMap(\.backed) { files.formUnion((lost.removeValue(forKey: backed) ?? []).map(\.file)) }
        // Services mostly go with their slices: where they do not, those are sought among all objects.
        let abandoned = Set(change.removed.compactMap(\.backed).filter { $0.isAbandoned(in: registered) })
        if !abandoned.isEmpty { orphans += register.allAccepted.filter { $0.backed.map(abandoned.contains) ?? false } }
        for object in orphans where lose(object, in: registered) { files.insert(object.file) }
        return files
    }

    /// One note for each object whose endpoints stand behind what nothing declares.
    func note(of object: DeclaredObject) -> Problem? {
        guard !lost.isEmpty, let backed = object.backed, lost[backed]?.contains(object) == true else { return nil }
        return Problem(
            .note, file: object.file, position: object.position, object: "\(object.identity)",
            message: "stands behind \(backed), which no manifest declares: no names of it are built")
    }

    /// Forgets an object that may have been lost.
    private mutating func find(_ object: DeclaredObject) {
        guard let backed = object.backed else { return }
        lost[backed]?.remove(object)
        if lost[backed]?.isEmpty == true { lost[backed] = nil }
    }

    /// Whether the object stands behind nothing.
    private mutating func lose(_ object: DeclaredObject, in registered: RegistryObjects) -> Bool {
        guard let backed = object.backed, !backed.exists(in: registered) else { return false }
        lost[backed, default: []].insert(object)
        return true
    }
}

extension SliceRules.Backed: CustomStringConvertible {
    fileprivate func exists(in registered: RegistryObjects) -> Bool {
        switch self {
        case .service(let key): registered.services[key] != nil
        case .serviceImport(let key): registered.serviceImports[key] != nil
        }
    }

    /// Whether slices are left of what is not there any more.
    fileprivate func isAbandoned(in registered: RegistryObjects) -> Bool {
        switch self {
        case .service(let key): !exists(in: registered) && !registered.slices[key].isEmpty
        case .serviceImport(let key): !exists(in: registered) && !registered.importedSlices[key].isEmpty
        }
    }

    var description: String {
        switch self {
        case .service(let key): "Service \(key)"
        case .serviceImport(let key): "ServiceImport \(key)"
        }
    }
}

extension DeclaredObject {
    /// What the object's endpoints stand behind. A slice of an import may name a Service too, which controllers make in the cluster
    /// and nobody writes down.
    fileprivate var backed: SliceRules.Backed? {
        let slices = payload.slices
        guard let slice = slices.first(where: \.isImported) ?? slices.first else { return nil }
        return slice.isImported ? .serviceImport(slice.service) : .service(slice.service)
    }
}

extension RegistryObject {
    /// What slices may stand behind.
    fileprivate var backed: SliceRules.Backed? {
        switch self {
        case .service(let service): .service(service.key)
        case .serviceImport(let serviceImport): .serviceImport(serviceImport.key)
        case .namespace, .pod, .node, .endpointSlices: nil
        }
    }

    /// The slices that it is.
    var slices: [EndpointSliceObject] {
        switch self {
        case .endpointSlices(let slices): slices
        case .namespace, .service, .serviceImport, .pod, .node: []
        }
    }
}
