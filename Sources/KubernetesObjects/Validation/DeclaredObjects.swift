/// What every file declares, and what of it changed.
struct DeclaredObjects: Sendable {
    /// The objects of each file that has any, in their order.
    private(set) var files: [String: [DeclaredObject]] = [:]
    private(set) var index = ClaimIndex()
    /// What the files that were replaced declared when a change was last taken.
    private var earlier: [String: [DeclaredObject]] = [:]

    /// What was declared since the last change, and what is no more. What a file says as it did before is neither.
    struct Change {
        var gone: [DeclaredObject] = []
        var come: [DeclaredObject] = []
        var files: Set<String> = []
    }

    mutating func replace(_ file: String, with objects: [DeclaredObject]) {
        let known = files[file] ?? []
        if earlier[file] == nil { earlier[file] = known }
        files[file] = objects.isEmpty ? nil : objects
    }

    mutating func takeChange() -> Change {
        var change = Change(files: Set(earlier.keys))
        for (file, objects) in earlier { follow(file, from: objects, &change) }
        earlier = [:]
        for object in change.gone { index.remove(object) }
        for object in change.come { index.add(object) }
        return change
    }

    private mutating func follow(_ file: String, from earlier: [DeclaredObject], _ change: inout Change) {
        guard !earlier.isEmpty else {
            change.come += files[file] ?? []
            return
        }
        var known = Dictionary(earlier.map { ($0.identity, $0) }) { first, _ in first }
        let objects = (files[file] ?? []).map { object in
            known.removeValue(forKey: object.identity).map(object.succeeding) ?? object
        }
        let (before, now) = (Set(earlier), Set(objects))
        change.gone += earlier.filter { !now.contains($0) }
        change.come += objects.filter { !before.contains($0) }
        files[file] = objects.isEmpty ? nil : objects
    }

    /// These objects, in the order of their files and of their places in them.
    func inOrder(_ objects: Set<DeclaredObject>) -> [DeclaredObject] {
        Set(objects.map(\.file)).sorted().flatMap { file in (files[file] ?? []).filter(objects.contains) }
    }
}
