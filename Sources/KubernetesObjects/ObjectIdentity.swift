package import DNSModel
package import ServiceRegistry

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

extension ObjectIdentity {
    /// The identity of a Service.
    package static func service(_ key: ServiceKey) -> ObjectIdentity {
        ObjectIdentity(kind: .service, namespace: key.namespace, name: "\(key.name)")
    }

    /// The identity of a ServiceImport.
    package static func serviceImport(_ key: ServiceKey) -> ObjectIdentity {
        ObjectIdentity(kind: .serviceImport, namespace: key.namespace, name: "\(key.name)")
    }
}

extension ObjectIdentity: CustomStringConvertible {
    /// `Kind namespace/name`.
    package var description: String {
        "\(kind.rawValue) " + (namespace.map { "\($0)/" } ?? "") + name
    }
}
