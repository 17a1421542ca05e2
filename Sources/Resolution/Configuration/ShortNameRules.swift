package import DNSModel

/// How names without a zone are completed (design rule 12).
package struct ShortNameRules: Hashable, Sendable {
    /// The namespace of a client that no Pod and no range says anything of.
    package let defaultNamespace: Label
    /// The namespaces of clients that are no Pods, by their addresses, the longest prefix first.
    private let ranges: [Range]

    private struct Range: Hashable {
        let prefix: AddressPrefix
        let namespace: Label
    }

    /// Rules with the namespaces of ranges of addresses.
    package init(defaultNamespace: Label, namespaces: [AddressPrefix: Label] = [:]) {
        self.defaultNamespace = defaultNamespace
        ranges = namespaces.map { Range(prefix: $0, namespace: $1) }
            .sorted { ($1.prefix.length, $0.prefix.base) < ($0.prefix.length, $1.prefix.base) }
    }

    /// The namespace of a client that is no Pod: that of the longest prefix that its address lies in.
    package func namespace(of client: IPAddress) -> Label {
        ranges.first { $0.prefix.contains(client) }?.namespace ?? defaultNamespace
    }
}
