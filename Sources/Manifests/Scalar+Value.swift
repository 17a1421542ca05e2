internal import KubernetesObjects
internal import Yams

extension Node.Scalar {
    /// The value by its tag, else by its style: only what is plain is more than text.
    func value() throws(ManifestError) -> ObjectNode.Value {
        switch tag.rawValue {
        case Tag.Name.implicit.rawValue: try resolved()
        case Tag.Name.null.rawValue, Tag.Name.bool.rawValue, Tag.Name.int.rawValue, Tag.Name.float.rawValue: try tagged()
        default: .string(StandIn.restored(string))
        }
    }

    /// The value of a key: Yams, comparing keys, has overwritten the tag of a plain one.
    func valueOfKey() throws(ManifestError) -> ObjectNode.Value {
        style == .plain ? try resolved() : try value()
    }

    private func resolved() throws(ManifestError) -> ObjectNode.Value {
        if StandIn.explicitKey.begins(string), StandIn.restored(string).dropFirst().first?.isWhitespace ?? true {
            throw .keyIsNotAScalar(position)
        }
        return PlainScalar.value(of: StandIn.restored(string))
    }

    /// The value that a tag such as `!!int` asks for.
    private func tagged() throws(ManifestError) -> ObjectNode.Value {
        let text = StandIn.restored(string)
        switch (tag.rawValue, PlainScalar.value(of: text)) {
        case (Tag.Name.float.rawValue, .integer(let integer)): return .number(Double(integer))
        case (Tag.Name.null.rawValue, let value) where value == .null: return value
        case (Tag.Name.bool.rawValue, .boolean(let boolean)): return .boolean(boolean)
        case (Tag.Name.int.rawValue, .integer(let integer)): return .integer(integer)
        case (Tag.Name.float.rawValue, .number(let number)): return .number(number)
        default: throw .syntax("\(text.excerpt) is not what its tag says", position)
        }
    }

    private var position: Position {
        Position(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}

extension Node.Scalar {
    /// Whether this key merges another mapping: plain `<<`.
    var isMergeKey: Bool { style == .plain && string == "<<" }
}
