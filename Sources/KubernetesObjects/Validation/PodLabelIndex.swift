import DNSModel
import ServiceRegistry

/// Finds Pods by their labels without looking at each one: sets of labels by the labels in them.
struct PodLabelIndex {
    /// Each set of labels once: replicas share theirs.
    private let labelSets: [[String: String]]
    private let labelSetsByLabel: [NamespacedLabel: [Int]]
    private let namespaces: Set<Label>
    private var known: [NamespacedSelector: SelectorMatch] = [:]

    private struct NamespacedLabel: Hashable {
        let namespace: Label
        let key: String
        let value: String
    }

    private struct NamespacedSelector: Hashable {
        let namespace: Label
        let labels: [String: String]
    }

    init(_ pods: [PodObject]) {
        let distinct = Set(pods.map { NamespacedSelector(namespace: $0.namespace, labels: $0.labels) })
        var labelSets: [[String: String]] = []
        var byLabel: [NamespacedLabel: [Int]] = [:]
        for set in distinct {
            for (key, value) in set.labels {
                byLabel[NamespacedLabel(namespace: set.namespace, key: key, value: value), default: []].append(labelSets.count)
            }
            labelSets.append(set.labels)
        }
        self.labelSets = labelSets
        labelSetsByLabel = byLabel
        namespaces = Set(distinct.map(\.namespace))
    }

    /// What the selector finds in the namespace; asked again, it is not looked up again.
    mutating func match(_ selector: [String: String], in namespace: Label) -> SelectorMatch {
        let question = NamespacedSelector(namespace: namespace, labels: selector)
        if let match = known[question] { return match }
        let match = look(for: selector, in: namespace)
        known[question] = match
        return match
    }

    /// Goes through the sets that have the selector's rarest label only.
    private func look(for selector: [String: String], in namespace: Label) -> SelectorMatch {
        guard namespaces.contains(namespace) else { return .noPods }
        var rarest: [Int]?
        for (key, value) in selector.sorted(by: { $0.key < $1.key }) {
            let sets = labelSetsByLabel[NamespacedLabel(namespace: namespace, key: key, value: value)] ?? []
            if sets.isEmpty { return .noPodHas(key: key, value: value) }
            if sets.count < rarest?.count ?? .max { rarest = sets }
        }
        let isFound = (rarest ?? []).contains { set in selector.allSatisfy { labelSets[set][$0.key] == $0.value } }
        return isFound ? .found : .noPodHasAll
    }
}
