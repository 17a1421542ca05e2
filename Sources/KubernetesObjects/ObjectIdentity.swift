package import DNSModel

/// Which object: no two accepted ones share kind, namespace and name.
package struct ObjectIdentity: Hashable, Sendable {
    /// The kind.
    package let kind: ObjectKind
    /// The namespace; nil for what lives in none.
    package let namespace: Label?
    /// The name.
    package let name: String

    /// The identity of these parts.
    package init(kind: ObjectKind, namespace: Label?, name: String) {
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }
}

extension ObjectIdentity: CustomStringConvertible {
    /// `Kind namespace/name`.
    package var description: String {
        "\(kind.rawValue) " + (namespace.map { "\($0)/" } ?? "") + name
    }
}
