/// A field's path in its object and its place in the file.
package struct FieldPlace: Hashable, Sendable {
    /// `spec.ports[0].port`; empty for the object itself.
    package let path: String
    /// Where its value stands.
    package let position: Position

    /// The place of this path and position.
    package init(path: String, position: Position) {
        self.path = path
        self.position = position
    }

    /// The path of a field of the mapping at this place.
    func path(of name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}
