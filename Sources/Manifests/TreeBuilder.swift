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
        if let name = try alias(node) { return try expanded(name, at: Position(of: node), level: level) }
        let before = count
        try add(1, at: node)
        let (value, height) = try value(of: node, level: level)
        let built = Built(node: ObjectNode(value, at: Position(of: node)), height: height, count: count - before)
        if let anchor = node.anchor?.rawValue { anchors[anchor] = built }
        return built
    }

    private mutating func value(of node: Node, level: Int) throws(ManifestError) -> (ObjectNode.Value, height: Int) {
        switch node {
        case .scalar(let scalar): return (try scalar.value(), 0)
        case .sequence(let sequence):
            try check(level + 1, at: Position(of: node))
            return try elements(of: sequence, level: level + 1)
        case .mapping(let mapping):
            try check(level + 1, at: Position(of: node))
            return try fields(of: mapping, level: level + 1)
        case .alias: throw .syntax("an alias that is not expected", Position(of: node))
        }
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
        var merged: [(Node, Built)] = []
        var height = 0
        for (key, node) in mapping {
            let built: Built
            if key.isMergeKey {
                built = try build(node, level: level)
                merged.append((node, built))
            } else {
                let name = try name(key)
                built = try build(node, level: level)
                try fields.append(name, at: Position(of: key), built.node, isAsWritten: name == key.scalar?.string)
            }
            height = max(height, built.height)
        }
        for (node, built) in merged { try merge(built.node, of: node, into: &fields) }
        return (.mapping(fields.fields), height + 1)
    }

    /// What the mapping says itself stands above what it merges, an earlier merged mapping above a later (yaml.org/type/merge).
    private mutating func merge(_ value: ObjectNode, of node: Node, into fields: inout FieldList) throws(ManifestError) {
        switch value.value {
        case .mapping(let merged):
            try add(merged.count, at: node)
            fields.merge(merged)
        case .sequence(let elements):
            for element in elements {
                guard case .mapping(let merged) = element.value else { throw Self.cannotMerge(node) }
                try add(merged.count, at: node)
                fields.merge(merged)
            }
        case .null, .boolean, .integer, .number, .string: throw Self.cannotMerge(node)
        }
    }

    private static func cannotMerge(_ node: Node) -> ManifestError {
        .syntax("`<<` takes a mapping or a sequence of mappings", Position(of: node))
    }
}

extension TreeBuilder {
    /// The name of a field: the API server makes text of numbers and booleans.
    private func name(_ key: Node) throws(ManifestError) -> String {
        guard let scalar = key.scalar else { throw .keyIsNotAScalar(Position(of: key)) }
        let value =
            if let name = try alias(key) { try anchored(name, at: Position(of: key)).node.value } else { try scalar.valueOfKey() }
        switch value {
        case .string(let name): return name
        case .integer(let number): return String(number)
        case .number(let number): return String(number)
        case .boolean(let boolean): return String(boolean)
        case .null, .sequence, .mapping: throw .keyIsNotAScalar(Position(of: key))
        }
    }

    /// The anchor that a node is an alias of, if it is one.
    private func alias(_ node: Node) throws(ManifestError) -> String? {
        guard let scalar = node.scalar, scalar.style == .plain, StandIn.alias.begins(scalar.string) else { return nil }
        let name = StandIn.restored(scalar.string).dropFirst()
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0.isPartOfAnchor }
        guard isName, scalar.anchor == nil else {
            throw .syntax("`*` begins the alias of an anchor; quote it where it is text", Position(of: node))
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

    private mutating func add(_ nodes: Int, at node: Node) throws(ManifestError) {
        try add(nodes, at: Position(of: node))
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
