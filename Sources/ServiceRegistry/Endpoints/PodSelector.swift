package import DNSModel

/// The Pods, by namespace and name, and those that have all labels of a selector.
package struct PodSelector: Sendable {
    private var namespaces: [Label: NamespacePods] = [:]
    /// How many Pods there are.
    package private(set) var count = 0

    /// A selector over no Pods.
    package init() {}

    /// Takes away the Pods that are gone, which are here, and takes in others.
    package mutating func apply(removed: [PodObject], added: [PodObject]) {
        let removed = Dictionary(grouping: removed, by: \.namespace)
        let added = Dictionary(grouping: added, by: \.namespace)
        for namespace in Set(removed.keys).union(added.keys) {
            let (gone, more) = (removed[namespace] ?? [], added[namespace] ?? [])
            count += more.count - gone.count
            namespaces[namespace, default: NamespacePods()].apply(removed: gone, added: more)
            if namespaces[namespace]?.isEmpty == true { namespaces[namespace] = nil }
        }
    }

    /// The Pods of a namespace, in no order.
    package func all(in namespace: Label) -> [PodObject] {
        namespaces[namespace]?.all ?? []
    }

    /// The Pod of this name.
    package func pod(named name: String, in namespace: Label) -> PodObject? {
        namespaces[namespace]?.pod(named: name)
    }

    /// The Pods that match, in the order of their names; an empty selector matches none.
    package func matching(_ selector: [String: String], in namespace: Label) -> [PodObject] {
        (namespaces[namespace]?.matches(selector) ?? []).sorted { $0.name < $1.name }
    }

    /// How many Pods are looked at to find those that match; 0 where none can.
    package func looks(for selector: [String: String], in namespace: Label) -> Int {
        namespaces[namespace]?.looks(for: selector) ?? 0
    }

    /// Whether any Pod matches; true where that takes too many looks to know (`RegistryLimits.podsLookedAtForAny`).
    package func mayMatchAny(_ selector: [String: String], in namespace: Label) -> Bool {
        namespaces[namespace]?.mayMatchAny(selector, limit: RegistryLimits.podsLookedAtForAny) ?? false
    }

    /// Whether the namespace has any Pod.
    package func hasPods(in namespace: Label) -> Bool {
        namespaces[namespace] != nil
    }

    /// Whether any Pod of the namespace has this label.
    package func hasPods(with name: String, _ value: String, in namespace: Label) -> Bool {
        namespaces[namespace]?.hasPods(with: LabelPair(name: name, value: value)) ?? false
    }
}
