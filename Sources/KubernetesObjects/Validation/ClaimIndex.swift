/// Who asks for what only one object can have. Mostly it is one object for each thing.
struct ClaimIndex: Sendable {
    /// A name, or something else that only one object can have.
    enum Thing: Hashable, Sendable {
        case name(ObjectIdentity)
        case resource(ClaimedResource)
    }

    private var first: [Thing: DeclaredObject] = [:]
    /// Those beside the first.
    private var others: [Thing: Set<DeclaredObject>] = [:]

    mutating func add(_ object: DeclaredObject) {
        for thing in object.things {
            let known = first[thing]
            if known == nil { first[thing] = object } else if known != object { others[thing, default: []].insert(object) }
        }
    }

    mutating func remove(_ object: DeclaredObject) {
        for thing in object.things {
            if first[thing] == object { first[thing] = others[thing]?.popFirst() } else { others[thing]?.remove(object) }
            if others[thing]?.isEmpty == true { others[thing] = nil }
        }
    }

    /// All who ask for this thing.
    func contenders(for thing: Thing) -> [DeclaredObject] {
        [first[thing]].compactMap(\.self) + (others[thing] ?? [])
    }

    /// Whether somebody else asks for anything that this object asks for.
    func isContested(_ object: DeclaredObject) -> Bool {
        !others.isEmpty && object.things.contains { others[$0] != nil }
    }

    /// All who ask for what these objects ask for, or for what those ask for, and so on.
    func contest(around seeds: [DeclaredObject]) -> Set<DeclaredObject> {
        var seen: Set<Thing> = []
        var contest: Set<DeclaredObject> = []
        var open = seeds
        while let object = open.popLast() {
            for thing in object.things where seen.insert(thing).inserted {
                open += contenders(for: thing).filter { contest.insert($0).inserted }
            }
        }
        return contest
    }
}

extension DeclaredObject {
    fileprivate var things: [ClaimIndex.Thing] {
        [.name(identity)] + claims.map { .resource($0.resource) }
    }
}
