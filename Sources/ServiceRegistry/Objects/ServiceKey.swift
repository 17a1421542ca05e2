package import DNSModel

/// Which Service: its namespace and its name, each a DNS-1123 label.
package struct ServiceKey: Hashable, Sendable {
    /// The namespace.
    package let namespace: Label
    /// The name within the namespace.
    package let name: Label

    /// The key of these labels.
    package init(namespace: Label, name: Label) {
        self.namespace = namespace
        self.name = name
    }
}

extension ServiceKey: Comparable {
    /// By namespace, then by name.
    package static func < (left: ServiceKey, right: ServiceKey) -> Bool {
        (left.namespace, left.name) < (right.namespace, right.name)
    }
}

extension ServiceKey: CustomStringConvertible {
    /// `namespace/name`, as kubectl writes it.
    package var description: String {
        "\(namespace)/\(name)"
    }
}
