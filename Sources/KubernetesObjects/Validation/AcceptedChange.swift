import ServiceRegistry

/// What became of the accepted objects by a settlement.
struct AcceptedChange {
    /// The objects that were accepted and are not any more.
    let went: [DeclaredObject]
    /// The objects that are accepted and were not.
    let came: [DeclaredObject]
    /// The files that changed, or whose objects were contested.
    let files: Set<String>
}

extension RegistryChange {
    /// The change as far as names depend on it: an object that only moved, in its file or to another one, is none.
    init(_ accepted: AcceptedChange) {
        self.init()
        var before = Dictionary(accepted.went.map { ($0.identity, $0.payload) }) { first, _ in first }
        for object in accepted.came {
            if before[object.identity] == object.payload { before[object.identity] = nil } else { added.append(object.payload) }
        }
        removed = Array(before.values)
    }
}
