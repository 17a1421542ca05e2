package import DNSModel

/// A Namespace that has an object of its own.
package struct NamespaceObject: Hashable, Sendable {
    /// The name.
    package let name: Label
    /// What namespace selectors look at, as the manifest has them.
    package let labels: [String: String]

    /// A Namespace of these parts.
    package init(name: Label, labels: [String: String] = [:]) {
        self.name = name
        self.labels = labels
    }
}
