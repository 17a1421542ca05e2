import DNSModel

/// The Pods of one namespace: found by name, and by their labels from the rarest on.
struct NamespacePods: Sendable {
    /// nil where a Pod is gone: places move only when half of them are free, so that a change costs what changed.
    private var places: [PodObject?] = []
    private var placeOfName: [String: Int32] = [:]
    private var bearers: [LabelPair: Bearers] = [:]

    /// Who has a label.
    private struct Bearers {
        /// Ascending; Pods that are gone are still among them.
        var places = ShortList<Int32>()
        /// How many of them are there.
        var count: Int32 = 0
    }

    var isEmpty: Bool {
        placeOfName.isEmpty
    }

    var all: [PodObject] {
        places.compactMap(\.self)
    }

    func pod(named name: String) -> PodObject? {
        placeOfName[name].flatMap { places[Int($0)] }
    }

    func hasPods(with label: LabelPair) -> Bool {
        bearers[label] != nil
    }

    mutating func apply(removed: [PodObject], added: [PodObject]) {
        for pod in removed { remove(pod) }
        var added = added
        if places.count > 2 * placeOfName.count + 16 {
            added += all
            self = NamespacePods()
        }
        for pod in added.sorted(by: { $0.name < $1.name }) { add(pod) }
    }

    private mutating func remove(_ pod: PodObject) {
        guard let place = placeOfName.removeValue(forKey: pod.name) else { preconditionFailure("the Pod that goes was here: \(pod.name)") }
        places[Int(place)] = nil
        for (name, value) in pod.labels {
            let label = LabelPair(name: name, value: value)
            bearers[label]?.count -= 1
            if bearers[label]?.count == 0 { bearers[label] = nil }
            dropGone(from: label)
        }
    }

    /// Who looks at the bearers of a label passes those that are gone: never many more than are there.
    private mutating func dropGone(from label: LabelPair) {
        guard let known = bearers[label], known.places.all.count > 2 * Int(known.count) + 16 else { return }
        bearers[label]?.places = ShortList(known.places.all.filter { places[Int($0)] != nil })
    }

    private mutating func add(_ pod: PodObject) {
        let place = Int32(truncatingIfNeeded: places.count)
        precondition(placeOfName.updateValue(place, forKey: pod.name) == nil, "two Pods of one name are not accepted: \(pod.name)")
        places.append(pod)
        for (name, value) in pod.labels {
            let label = LabelPair(name: name, value: value)
            bearers[label, default: Bearers()].places.change { $0.append(place) }
            bearers[label]?.count += 1
        }
    }

    /// How many Pods are looked at to find those that match.
    func looks(for selector: [String: String]) -> Int {
        Int(selector.map { bearers[LabelPair(name: $0, value: $1)]?.count ?? 0 }.min() ?? 0)
    }

    func matches(_ selector: [String: String]) -> [PodObject] {
        let wanted = wanted(by: selector)
        guard let rarest = wanted.first else { return [] }
        var others = wanted.dropFirst().map { $0.places.all[...] }
        return rarest.places.all.compactMap { pod(at: $0, among: &others) }
    }

    /// Whether any Pod matches; true where none of so many does, and there are others.
    func mayMatchAny(_ selector: [String: String], limit: Int) -> Bool {
        let wanted = wanted(by: selector)
        guard let rarest = wanted.first?.places.all else { return false }
        var others = wanted.dropFirst().map { $0.places.all[...] }
        return rarest.prefix(limit).contains { pod(at: $0, among: &others) != nil } || rarest.count > limit
    }

    /// Who has each of the labels, the rarest first; the same order in each run.
    private func wanted(by selector: [String: String]) -> [Bearers] {
        selector.map { ($0, bearers[LabelPair(name: $0, value: $1)] ?? Bearers()) }
            .sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }.map(\.1)
    }

    /// The Pod of a place, if all others have it too. Places are asked for in their order.
    private func pod(at place: Int32, among others: inout [ArraySlice<Int32>]) -> PodObject? {
        guard let pod = places[Int(place)], others.indices.allSatisfy({ others[$0].skip(to: place) }) else { return nil }
        return pod
    }
}

extension ArraySlice<Int32> {
    /// Drops the numbers, which ascend, below this one; whether it is among them. The steps double, so that what is near and what
    /// is far is found in few of them.
    fileprivate mutating func skip(to number: Int32) -> Bool {
        var step = 1
        while step < count, self[startIndex + step] < number { step *= 2 }
        let window = dropFirst(step / 2).prefix(step - step / 2 + 1)
        self = self[window.partitioningIndex { $0 >= number }...]
        return first == number
    }
}
