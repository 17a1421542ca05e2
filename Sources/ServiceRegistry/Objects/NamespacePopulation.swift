import DNSModel

/// How many objects live in a namespace: it exists while there is any (design rule 1).
struct NamespacePopulation: Hashable {
    /// Services and imports: they may be hidden though their namespace is shown.
    var services = 0
    /// Pods and slices, and the Namespace itself.
    var others = 0
}

extension [Label: NamespacePopulation] {
    /// Counts an object up or down; who counts nothing is not there.
    mutating func count(_ part: WritableKeyPath<NamespacePopulation, Int>, in namespace: Label, by step: Int) {
        self[namespace, default: NamespacePopulation()][keyPath: part] += step
        if step < 0, self[namespace] == NamespacePopulation() { self[namespace] = nil }
    }
}
