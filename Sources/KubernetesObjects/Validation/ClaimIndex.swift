/// Who asks for what only one object can have. Mostly it is one object for each thing.
struct ClaimIndex: Sendable {
    /// A name, or something else that only one object can have.
    enum Thing: Hashable, Sendable {
        case name(ObjectIdentity)
        case resource(ClaimedResource)
    }

    private var names: Set<NamedObject> = []
    private var owners: [ClaimedResource: DeclaredObject] = [:]
    /// Those beside the first.
    private var others: [Thing: Set<DeclaredObject>] = [:]

    mutating func add(_ object: DeclaredObject) {
        for thing in object.things {
            let first = first(of: thing)
            if first == nil { setFirst(object, of: thing) } else if first != object { others[thing, default: []].insert(object) }
        }
    }

    mutating func remove(_ object: DeclaredObject) {
        for thing in object.things {
            if first(of: thing) == object { setFirst(others[thing]?.popFirst(), of: thing) } else { others[thing]?.remove(object) }
            if others[thing]?.isEmpty == true { others[thing] = nil }
        }
    }

    /// All who ask for this thing.
    func contenders(for thing: Thing) -> [DeclaredObject] {
        [first(of: thing)].compactMap(\.self) + (others[thing] ?? [])
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

extension ClaimIndex {
    private func first(of thing: Thing) -> DeclaredObject? {
        switch thing {
        case .name(let name): names.firstIndex(of: .name(name)).flatMap { names[$0].object }
        case .resource(let resource): owners[resource]
        }
    }

    private mutating func setFirst(_ object: DeclaredObject?, of thing: Thing) {
        switch thing {
        case .resource(let resource): owners[resource] = object
        case .name(let name):
            if let object { names.update(with: .object(object)) } else { names.remove(.name(name)) }
        }
    }
}

/// An object as its name finds it. In one word: there are as many as objects.
private enum NamedObject: Hashable, Sendable {
    case object(DeclaredObject)
    /// What is sought.
    indirect case name(ObjectIdentity)

    var object: DeclaredObject? {
        switch self {
        case .object(let object): object
        case .name: nil
        }
    }

    private var identity: ObjectIdentity {
        switch self {
        case .object(let object): object.identity
        case .name(let identity): identity
        }
    }

    static func == (left: NamedObject, right: NamedObject) -> Bool {
        left.identity == right.identity
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(identity)
    }
}

extension DeclaredObject {
    fileprivate var things: [ClaimIndex.Thing] {
        [.name(identity)] + claims.map { .resource($0.resource) }
    }
}
