import DNSModel
import KubernetesObjects
import ServiceRegistry
import TestSupport
import Testing

struct IncrementalValidationTests {
    @Test("After any series of changes everything is as a look at all objects finds it", arguments: 0..<8)
    func series(seed: Int) throws {
        for part in 0..<30 {
            var series = try ChangeSeries(seed: UInt64(100 * seed + part))
            for _ in 0..<8 {
                try series.change()
                series.settle()
                let whole = try series.whole()
                #expect(series.accepted == whole.accepted)
                #expect(series.problems == whole.problems, "\(seed), \(part)")
                #expect(series.registered == series.registeredAnew)
                #expect(series.followed == series.problems)
            }
        }
    }
}

/// Files that change, a validator that follows, and what was told on the way.
private struct ChangeSeries {
    private var manifests: RandomManifests<SeededGenerator>
    private var files: [String: [DeclaredObject]] = [:]
    private var validator: ObjectValidator
    /// What was accepted when it was settled the last time but one.
    private var holders: [ObjectIdentity: DeclaredObject] = [:]
    private(set) var accepted: [ObjectIdentity: DeclaredObject.Told] = [:]
    private var acceptedObjects: [ObjectIdentity: DeclaredObject] = [:]
    /// What the changes of the registry add up to.
    private(set) var registered: Set<RegistryObject> = []
    /// What the changes of the problems add up to.
    private(set) var followed: [Problem] = []

    init(seed: UInt64) throws {
        manifests = RandomManifests(generator: SeededGenerator(seed: seed))
        validator = ObjectValidator(rules: try Decoding.rules())
        for _ in 0..<4 { try change() }
        settle()
    }

    var problems: [Problem] {
        validator.problems
    }

    /// What the registry holds if it was built of what is accepted.
    var registeredAnew: Set<RegistryObject> {
        Set(acceptedObjects.values.map(\.payload))
    }

    mutating func change() throws {
        for _ in 0...manifests.number(2) {
            let (file, other) = (manifests.oneOf(["a", "b", "c", "d", "e", "f"]), manifests.oneOf(["a", "d", "g"]))
            switch manifests.number(8) {
            case 0: replace(file, with: [])
            case 1: replace(file, with: (files[file] ?? []).map { $0.moved(by: 1) })
            case 2:
                let objects = files[file] ?? []
                replace(file, with: [])
                replace(other, with: objects.map { $0.moved(by: 0, to: other) })
            case 3: replace(file, with: Array((files[file] ?? []).dropFirst()))
            case 4, 5: replace(file, with: (files[file] ?? []).dropLast() + (try objects(1, of: file)))
            default: replace(file, with: try objects(1 + manifests.number(4), of: file))
            }
        }
    }

    private mutating func objects(_ count: Int, of file: String) throws -> [DeclaredObject] {
        try (0..<count).flatMap { index in
            try Decoding.decode(manifests.manifest(), file: file).objects.map { $0.moved(by: 100 * index + manifests.number(50)) }
        }
    }

    private mutating func replace(_ file: String, with objects: [DeclaredObject]) {
        files[file] = objects
        validator.replace(file, with: objects)
    }

    mutating func settle() {
        holders = acceptedObjects
        let change = validator.settle()
        registered.subtract(change.objects.removed)
        registered.formUnion(change.objects.added)
        let went = Set(change.problems.went)
        followed = (followed.filter { !went.contains($0) } + change.problems.came).sorted()
        acceptedObjects = objects(in: validator)
        accepted = acceptedObjects.mapValues(DeclaredObject.Told.init)
    }

    private func objects(in validator: ObjectValidator) -> [ObjectIdentity: DeclaredObject] {
        let identities = Set(files.values.joined().map(\.identity))
        return Dictionary(uniqueKeysWithValues: identities.compactMap { identity in validator.accepted(identity).map { (identity, $0) } })
    }

    /// The validation of all objects with those who had their names before: from other lines, so that each is looked at anew.
    func whole() throws -> (accepted: [ObjectIdentity: DeclaredObject.Told], problems: [Problem]) {
        var validator = ObjectValidator.settled(holders.values.map { $0.moved(by: 10_000) }, rules: try Decoding.rules())
        for file in Set(files.keys).union(holders.values.map(\.file)) { validator.replace(file, with: files[file] ?? []) }
        _ = validator.settle()
        return (objects(in: validator).mapValues(DeclaredObject.Told.init), validator.problems)
    }
}

extension DeclaredObject {
    /// An object by what it says, and where.
    fileprivate struct Told: Hashable {
        private let file: String
        private let position: Position
        private let payload: RegistryObject

        init(_ object: DeclaredObject) {
            (file, position, payload) = (object.file, object.position, object.payload)
        }
    }
}
