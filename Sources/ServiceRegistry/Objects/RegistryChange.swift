/// What became of the accepted objects from one moment to the next. An object that changed is among both.
package struct RegistryChange: Sendable {
    /// The objects that are gone, as they were.
    package var removed: [RegistryObject]
    /// The objects that came.
    package var added: [RegistryObject]

    /// A change of these parts; by default none.
    package init(removed: [RegistryObject] = [], added: [RegistryObject] = []) {
        self.removed = removed
        self.added = added
    }

    /// Whether nothing changed.
    package var isEmpty: Bool {
        removed.isEmpty && added.isEmpty
    }
}
