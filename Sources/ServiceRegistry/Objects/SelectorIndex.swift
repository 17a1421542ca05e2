import DNSModel

/// Finds the Services that may select a Pod: each stands under one of the labels that it asks for.
struct SelectorIndex: Sendable {
    /// The names of the Services, ordered.
    private var names: [Label: [LabelPair: ShortList<Label>]] = [:]

    mutating func add(_ service: ServiceObject) {
        guard let pair = service.indexedPair else { return }
        names[service.key.namespace, default: [:]][pair, default: ShortList()].change { $0.insert(ordered: service.key.name) }
    }

    mutating func remove(_ service: ServiceObject) {
        guard let pair = service.indexedPair else { return }
        let namespace = service.key.namespace
        names[namespace]?[pair]?.change { $0.remove(ordered: service.key.name) }
        if names[namespace]?[pair]?.all.isEmpty == true { names[namespace]?[pair] = nil }
        if names[namespace]?.isEmpty == true { names[namespace] = nil }
    }

    /// Every Service that selects one of the Pods, and others; each once.
    func candidates(for pods: [PodObject]) -> [ServiceKey] {
        Dictionary(grouping: pods, by: \.namespace).flatMap { namespace, pods -> [ServiceKey] in
            guard let services = names[namespace] else { return [] }
            let labels = Set(pods.flatMap { $0.labels.map(LabelPair.init) })
            return labels.flatMap { services[$0]?.all ?? [] }.map { ServiceKey(namespace: namespace, name: $0) }
        }
    }
}

extension ServiceObject {
    /// Always the same one of the labels that it selects by; none where it selects nothing.
    fileprivate var indexedPair: LabelPair? {
        selector.min { $0.key < $1.key }.map { LabelPair(name: $0.key, value: $0.value) }
    }
}

extension [Label] {
    fileprivate mutating func insert(ordered label: Label) {
        insert(label, at: partitioningIndex { $0 >= label })
    }

    fileprivate mutating func remove(ordered label: Label) {
        remove(at: partitioningIndex { $0 >= label })
    }
}
