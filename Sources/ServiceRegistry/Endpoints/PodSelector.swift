package import DNSModel

/// Finds the Pods of a namespace that have all labels of a selector, from the rarest of them on.
package struct PodSelector {
    private struct LabelPair: Hashable {
        let name: String
        let value: String
    }

    private let pods: [PodObject]
    /// The positions of the Pods that have a label, by namespace: ascending.
    private var positions: [Label: [LabelPair: [Int]]] = [:]

    /// A selector over these Pods.
    package init(_ pods: [PodObject]) {
        self.pods = pods
        for (position, pod) in pods.enumerated() {
            if positions[pod.namespace] == nil { positions[pod.namespace] = [:] }
            for (name, value) in pod.labels {
                positions[pod.namespace]?[LabelPair(name: name, value: value), default: []].append(position)
            }
        }
    }

    /// The Pods that match, in their order; an empty selector matches none.
    package func matching(_ selector: [String: String], in namespace: Label) -> [PodObject] {
        matches(selector, in: namespace, limit: .max).map { pods[$0] }
    }

    /// Whether any Pod matches.
    package func matchesAny(_ selector: [String: String], in namespace: Label) -> Bool {
        !matches(selector, in: namespace, limit: 1).isEmpty
    }

    /// Whether the namespace has any Pod.
    package func hasPods(in namespace: Label) -> Bool {
        positions[namespace] != nil
    }

    /// Whether any Pod of the namespace has this label.
    package func hasPods(with name: String, _ value: String, in namespace: Label) -> Bool {
        positions[namespace]?[LabelPair(name: name, value: value)] != nil
    }

    /// The positions of the first Pods that match.
    private func matches(_ selector: [String: String], in namespace: Label, limit: Int) -> [Int] {
        guard let labels = positions[namespace] else { return [] }
        var others = selector.map { (labels[LabelPair(name: $0, value: $1)] ?? [])[...] }.sorted { $0.count < $1.count }
        guard !others.isEmpty else { return [] }
        let rarest = others.removeFirst()
        var matches: [Int] = []
        for position in rarest where matches.count < limit {
            if others.indices.allSatisfy({ others[$0].skip(to: position) }) { matches.append(position) }
        }
        return matches
    }
}

extension ArraySlice<Int> {
    /// Drops the numbers, which ascend, below this one; whether it is among them. The steps double, so that what is near and what
    /// is far is found in few of them.
    fileprivate mutating func skip(to number: Int) -> Bool {
        var step = 1
        while step < count, self[startIndex + step] < number { step *= 2 }
        let window = dropFirst(step / 2).prefix(step - step / 2 + 1)
        self = self[window.partitioningIndex { $0 >= number }...]
        return first == number
    }
}
