import KubernetesObjects
import Manifests

/// A tree on one line: `{a: 1, b: ["x", true, null, 1.5]}`.
func rendered(_ node: ObjectNode) -> String {
    switch node.value {
    case .null: "null"
    case .boolean(let boolean): "\(boolean)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let string): string.debugDescription
    case .sequence(let elements): "[" + elements.map(rendered).joined(separator: ", ") + "]"
    case .mapping(let fields): "{" + fields.map { "\($0.name): \(rendered($0.node))" }.joined(separator: ", ") + "}"
    }
}

/// The places of a tree's nodes in the order in which they stand: `1:1`; of a field, the name's and the node's.
func places(_ node: ObjectNode) -> [String] {
    switch node.value {
    case .null, .boolean, .integer, .number, .string: [place(node.position)]
    case .sequence(let elements): [place(node.position)] + elements.flatMap(places)
    case .mapping(let fields): [place(node.position)] + fields.flatMap { [place($0.position)] + places($0.node) }
    }
}

func place(_ position: Position) -> String { "\(position.line):\(position.column)" }

func read(_ text: String, file: String = "x.yaml") throws(ManifestError) -> [ObjectNode] {
    try ManifestReader.documents(of: Array(text.utf8), file: file)
}

/// The error that a text ends in, as `line:column: message`; nil where it ends in none.
func failure(_ text: String, file: String = "x.yaml") -> String? {
    do throws(ManifestError) {
        _ = try read(text, file: file)
        return nil
    } catch {
        return "\(place(error.position)): \(error.problem(in: file).message)"
    }
}
