package import DNSModel

/// Finds the Pods of a namespace that have all labels of a selector, by the rarest of them.
package struct PodSelector {
    private struct LabelPair: Hashable {
        let namespace: Label
        let name: String
        let value: String
    }

    private let pods: [PodObject]
    private var positions: [LabelPair: [Int]] = [:]

    /// A selector over these Pods.
    package init(_ pods: [PodObject]) {
        self.pods = pods
        for (position, pod) in pods.enumerated() {
            for (name, value) in pod.labels {
                positions[LabelPair(namespace: pod.namespace, name: name, value: value), default: []].append(position)
            }
        }
    }

    /// The Pods that match, in their order; an empty selector matches none.
    package func matching(_ selector: [String: String], in namespace: Label) -> [PodObject] {
        let candidates = selector.map { positions[LabelPair(namespace: namespace, name: $0, value: $1)] ?? [] }
        let rarest = candidates.min { $0.count < $1.count } ?? []
        return rarest.map { pods[$0] }.filter { pod in selector.allSatisfy { pod.labels[$0] == $1 } }
    }
}
