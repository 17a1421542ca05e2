internal import KubernetesObjects

/// The fields of a mapping while it is read. Yams has compared the names as they are written: only one that came about otherwise
/// (`0x1`, an alias, a merge) can be there twice.
struct FieldList {
    private(set) var fields: [ObjectNode.Field] = []
    /// All names, from the first that is not as written.
    private var names: Set<String>?

    /// Adds a field of the mapping's own.
    mutating func append(
        _ name: String, at position: Position, _ node: ObjectNode, isAsWritten: Bool
    ) throws(ManifestError) {
        if !isAsWritten { collectNames() }
        guard names?.insert(name).inserted ?? true else { throw .duplicateKey(name, position) }
        fields.append(ObjectNode.Field(name: name, position: position, node: node))
    }

    /// Adds the fields of another mapping that are not there yet.
    mutating func merge(_ others: [ObjectNode.Field]) {
        collectNames()
        for field in others where names?.insert(field.name).inserted ?? true { fields.append(field) }
    }

    private mutating func collectNames() {
        if names == nil { names = Set(fields.map(\.name)) }
    }
}
