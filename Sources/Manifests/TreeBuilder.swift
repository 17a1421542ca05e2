internal import KubernetesObjects
internal import Yams

/// Makes our trees of Yams' nodes: types of scalars, aliases, merge keys; within the bounds of a file.
struct TreeBuilder {
    /// What an anchor names, and what an alias of it costs.
    private struct Built {
        var node: ObjectNode
        /// Levels of mappings and sequences in it.
        var height: Int
        /// Values in it, itself among them.
        var count: Int
    }

    /// Anchors that are complete: one that holds its own alias is unknown there.
    private var anchors: [String: Built] = [:]
    /// Values in all documents so far.
    private var count = 0

    /// The tree of one document: anchors do not reach over its end.
    mutating func document(_ root: Node) throws(ManifestError) -> ObjectNode {
        anchors.removeAll()
        return try build(root, level: 0).node
    }

    private mutating func build(_ node: Node, level: Int) throws(ManifestError) -> Built {
        let before = count
        let built: (value: ObjectNode.Value, height: Int)
        let position = Position(of: node)
        switch node {
        case .scalar(let scalar):
            if let name = try alias(scalar, at: position) { return try expanded(name, at: position, level: level) }
            try add(1, at: position)
            built = (try scalar.value(), 0)
        case .sequence(let sequence):
            try enter(level + 1, at: position)
            built = try elements(of: sequence, level: level + 1)
        case .mapping(let mapping):
            try enter(level + 1, at: position)
            built = try fields(of: mapping, level: level + 1)
        case .alias: throw .syntax("an alias that is not expected", position)
        }
        return name(Built(node: ObjectNode(built.value, at: position), height: built.height, count: count - before), by: node.anchor)
    }

    private mutating func enter(_ level: Int, at position: Position) throws(ManifestError) {
        try check(level, at: position)
        try add(1, at: position)
    }

    private mutating func name(_ built: Built, by anchor: Anchor?) -> Built {
        if let anchor { anchors[anchor.rawValue] = built }
        return built
    }

    private mutating func elements(of sequence: Node.Sequence, level: Int) throws(ManifestError) -> (ObjectNode.Value, height: Int) {
        var elements: [ObjectNode] = []
        var height = 0
        for node in sequence {
            let built = try build(node, level: level)
            elements.append(built.node)
            height = max(height, built.height)
        }
        return (.sequence(elements), height + 1)
    }

    private mutating func fields(of mapping: Node.Mapping, level: Int) throws(ManifestError) -> (ObjectNode.Value, height: Int) {
        var fields = FieldList()
        var merged: [ObjectNode] = []
        var height = 0
        for (key, node) in mapping {
            let position = Position(of: key)
            guard case .scalar(let key) = key else { throw .keyIsNotAScalar(position) }
            let name = key.isMergeKey ? nil : try name(key, at: position)
            let built = try build(node, level: level)
            height = max(height, built.height)
            if let name {
                try fields.append(name, at: position, built.node, isAsWritten: name == key.string)
            } else {
                merged.append(built.node)
            }
        }
        for node in merged { try merge(node, into: &fields) }
        return (.mapping(fields.fields), height + 1)
    }

    /// What the mapping says itself stands above what it merges, an earlier merged mapping above a later (yaml.org/type/merge).
    private mutating func merge(_ node: ObjectNode, into fields: inout FieldList) throws(ManifestError) {
        switch node.value {
        case .mapping(let merged): try merge(merged, at: node.position, into: &fields)
        case .sequence(let elements):
            for element in elements {
                guard case .mapping(let merged) = element.value else { throw Self.cannotMerge(node) }
                try merge(merged, at: node.position, into: &fields)
            }
        case .null, .boolean, .integer, .number, .string: throw Self.cannotMerge(node)
        }
    }

    private mutating func merge(
        _ merged: [ObjectNode.Field], at position: Position, into fields: inout FieldList
    ) throws(ManifestError) {
        try add(merged.count, at: position)
        fields.merge(merged)
    }

    private static func cannotMerge(_ node: ObjectNode) -> ManifestError {
        .syntax("`<<` takes a mapping or a sequence of mappings", node.position)
    }
}

extension TreeBuilder {
    /// The name of a field: the API server makes text of numbers and booleans.
    private func name(_ key: Node.Scalar, at position: Position) throws(ManifestError) -> String {
        let value: ObjectNode.Value
        if let name = try alias(key, at: position) {
            value = try anchored(name, at: position).node.value
        } else {
            value = try key.valueOfKey()
        }
        switch value {
        case .string(let name): return name
        case .integer(let number): return String(number)
        case .number(let number): return String(number)
        case .boolean(let boolean): return String(boolean)
        case .null, .sequence, .mapping: throw .keyIsNotAScalar(position)
        }
    }

    /// The anchor that a scalar is an alias of, if it is one.
    private func alias(_ scalar: Node.Scalar, at position: Position) throws(ManifestError) -> String? {
        guard scalar.style == .plain, StandIn.alias.begins(scalar.string) else { return nil }
        let name = StandIn.restored(scalar.string).dropFirst()
        guard !name.isEmpty, name.utf8.allSatisfy(\.isPartOfAnchor), scalar.anchor == nil else {
            throw .syntax("`*` begins the alias of an anchor; quote it where it is text", position)
        }
        return String(name)
    }

    /// What an alias stands for, at the alias's place.
    private mutating func expanded(_ name: String, at position: Position, level: Int) throws(ManifestError) -> Built {
        var built = try anchored(name, at: position)
        try check(level + built.height, at: position)
        try add(built.count, at: position)
        built.node = ObjectNode(built.node.value, at: position)
        return built
    }

    private func anchored(_ name: String, at position: Position) throws(ManifestError) -> Built {
        guard let built = anchors[name] else { throw .syntax("no anchor \(name.excerpt) above this alias", position) }
        return built
    }

    private func check(_ level: Int, at position: Position) throws(ManifestError) {
        guard level <= ManifestLimits.depth else { throw .nestedTooDeep(position) }
    }

    private mutating func add(_ nodes: Int, at position: Position) throws(ManifestError) {
        count += nodes
        guard count <= ManifestLimits.nodes else { throw .tooManyNodes(position) }
    }
}

extension UInt8 {
    /// What libyaml takes for a name of an anchor.
    fileprivate var isPartOfAnchor: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
