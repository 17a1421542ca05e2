/// A tree of an object's fields, with the place of each: one shape, whatever text the object came from.
package struct ObjectNode: Hashable, Sendable {
    /// Where it stands in its file.
    package let position: Position
    /// What stands there.
    package let value: Value

    /// A node of these parts.
    package init(_ value: Value, at position: Position) {
        self.position = position
        self.value = value
    }

    /// What a node can be: JSON's kinds.
    package enum Value: Hashable, Sendable {
        case null
        case boolean(Bool)
        case integer(Int64)
        case number(Double)
        case string(String)
        case sequence([ObjectNode])
        /// The fields in their order; no two have one name.
        case mapping([Field])
    }

    /// A named field of a mapping.
    package struct Field: Hashable, Sendable {
        /// The field's name.
        package let name: String
        /// Where the name stands.
        package let position: Position
        /// What it holds.
        package let node: ObjectNode

        /// A field of these parts.
        package init(name: String, position: Position, node: ObjectNode) {
            self.name = name
            self.position = position
            self.node = node
        }
    }
}

/// A place in a file.
package struct Position: Hashable, Sendable {
    private let storedLine: UInt32
    private let storedColumn: UInt32

    /// The place of this line and column: in a file that can be read both fit into 32 bits.
    package init(line: Int, column: Int) {
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    /// The first line is 1.
    package var line: Int { Int(storedLine) }
    /// The first character of a line is 1.
    package var column: Int { Int(storedColumn) }
}
