import ServiceRegistry

/// Slices of what does not exist: a slip in a label, or an object that is still to come.
enum SliceRules {
    /// One note for each object whose endpoints stand behind what nothing declares.
    static func notes(for objects: [DeclaredObject], in registered: RegistryObjects) -> [Problem] {
        objects.compactMap { object in
            guard case .endpointSlices(let slices) = object.payload, let slice = telling(of: slices) else { return nil }
            let isKnown = slice.isImported ? registered.serviceImports[slice.service] != nil : registered.services[slice.service] != nil
            guard !isKnown else { return nil }
            return note("\(slice.isImported ? "ServiceImport" : "Service") \(slice.service)", object)
        }
    }

    /// A slice of an import may name a Service too, which controllers make in the cluster and nobody writes down.
    private static func telling(of slices: [EndpointSliceObject]) -> EndpointSliceObject? {
        slices.first(where: \.isImported) ?? slices.first
    }

    private static func note(_ lost: String, _ object: DeclaredObject) -> Problem {
        Problem(
            .note, file: object.file, position: object.position, object: "\(object.identity)",
            message: "stands behind \(lost), which no manifest declares: no names of it are built")
    }
}
