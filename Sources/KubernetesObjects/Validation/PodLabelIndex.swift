import DNSModel
import ServiceRegistry

/// Finds Pods by their labels without looking at each one: sets of labels by the labels in them.
struct PodLabelIndex {
    /// So few sets are gone through sooner than an earlier answer is found.
    private static let fewSets = 16

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

    /// What the selector finds in the namespace. Only sets that have the selector's rarest label are gone through.
    mutating func match(_ selector: [String: String], in namespace: Label) -> SelectorMatch {
        guard namespaces.contains(namespace) else { return .noPods }
        let found = selector.map { label in (label: label, sets: self.sets(with: label, in: namespace)) }
        // The same one is told of in each run, whatever the order of a dictionary is.
        if let missing = found.filter(\.sets.isEmpty).min(by: { $0.label.key < $1.label.key })?.label {
            return .noPodHas(key: missing.key, value: missing.value)
        }
        let sets = found.map(\.sets).min { $0.count < $1.count } ?? []
        guard sets.count > Self.fewSets else { return look(for: selector, among: sets) }
        let question = NamespacedSelector(namespace: namespace, labels: selector)
        let match = known[question] ?? look(for: selector, among: sets)
        known[question] = match
        return match
    }

    private func sets(with label: (key: String, value: String), in namespace: Label) -> [Int] {
        labelSetsByLabel[NamespacedLabel(namespace: namespace, key: label.key, value: label.value)] ?? []
    }

    private func look(for selector: [String: String], among sets: [Int]) -> SelectorMatch {
        let isFound = sets.contains { set in selector.allSatisfy { labelSets[set][$0.key] == $0.value } }
        return isFound ? .found : .noPodHasAll
    }
}
