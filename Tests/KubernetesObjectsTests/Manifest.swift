import KubernetesObjects

/// A manifest as a Swift literal; its positions are those of the same fields written as YAML in block style.
indirect enum Manifest: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case list([Manifest])
    case fields([(name: String, value: Manifest)])

    /// The tree, from line 1 on.
    var node: ObjectNode {
        var layout = Layout()
        return layout.node(of: self, column: 1)
    }

    /// This manifest with these fields behind its own.
    func adding(_ more: Manifest) -> Manifest {
        guard case .fields(let own) = self, case .fields(let others) = more else { return self }
        return .fields(own + others)
    }
}

/// Counts lines as a YAML emitter does: a field a line, what it holds indented by two below it.
private struct Layout {
    private var line = 1

    mutating func node(of manifest: Manifest, column: Int) -> ObjectNode {
        let position = Position(line: line, column: column)
        return ObjectNode(value(of: manifest, column: column), at: position)
    }

    private mutating func value(of manifest: Manifest, column: Int) -> ObjectNode.Value {
        switch manifest {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        case .list(let entries): .sequence(separately(entries) { layout, entry in layout.node(of: entry, column: column + 2) })
        case .fields(let fields): .mapping(separately(fields) { layout, field in layout.field(field, column: column) })
        }
    }

    private mutating func field(_ field: (name: String, value: Manifest), column: Int) -> ObjectNode.Field {
        let position = Position(line: line, column: column)
        guard field.value.isBlock else {
            let node = node(of: field.value, column: column + field.name.count + 2)
            return ObjectNode.Field(name: field.name, position: position, node: node)
        }
        line += 1
        return ObjectNode.Field(name: field.name, position: position, node: node(of: field.value, column: column + 2))
    }

    private mutating func separately<Item, Node>(_ items: [Item], _ read: (inout Layout, Item) -> Node) -> [Node] {
        var nodes: [Node] = []
        for item in items {
            if !nodes.isEmpty { line += 1 }
            nodes.append(read(&self, item))
        }
        return nodes
    }
}

extension Manifest {
    /// Whether it begins below its field's name.
    fileprivate var isBlock: Bool {
        switch self {
        case .null, .boolean, .integer, .number, .string: false
        case .list(let entries): !entries.isEmpty
        case .fields(let fields): !fields.isEmpty
        }
    }
}

extension Manifest: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    init(dictionaryLiteral elements: (String, Manifest)...) {
        self = .fields(elements.map { (name: $0.0, value: $0.1) })
    }

    init(arrayLiteral elements: Manifest...) {
        self = .list(elements)
    }

    init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension Manifest: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral {
    init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    init(floatLiteral value: Double) {
        self = .number(value)
    }

    init(booleanLiteral value: Bool) {
        self = .boolean(value)
    }

    init(nilLiteral: ()) {
        self = .null
    }
}
