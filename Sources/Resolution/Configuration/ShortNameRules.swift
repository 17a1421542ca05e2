package import DNSModel

/// How names without a zone are completed (design rule 12).
package struct ShortNameRules: Hashable, Sendable {
    /// The namespace of a client that no Pod and no range says anything of.
    package let defaultNamespace: Label
    /// The namespaces of clients that are no Pods, the longest prefixes first.
    private let levels: [Level]

    /// The prefixes of one length: what a client costs depends on how many lengths there are, not on how many prefixes.
    private struct Level: Hashable {
        let length: Int
        var namespaces: [IPAddress: Label] = [:]
    }

    /// Rules with the namespaces of ranges of addresses.
    package init(defaultNamespace: Label, namespaces: [AddressPrefix: Label] = [:]) {
        self.defaultNamespace = defaultNamespace
        var levels: [Int: Level] = [:]
        for (prefix, namespace) in namespaces {
            levels[prefix.length, default: Level(length: prefix.length)].namespaces[prefix.base] = namespace
        }
        self.levels = levels.values.sorted { $0.length > $1.length }
    }

    /// The namespace of a client that is no Pod: that of the longest prefix that its address lies in.
    package func namespace(of client: IPAddress) -> Label {
        levels.lazy.compactMap { $0.namespaces[client.masked(to: $0.length)] }.first ?? defaultNamespace
    }
}
