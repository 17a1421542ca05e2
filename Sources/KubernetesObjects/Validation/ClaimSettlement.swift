/// Who gets what, where several objects ask for one name, address or node port.
///
/// Holders of their names come first, then the others, each in the order given. An object is accepted when all that it asks for
/// is free. What somebody had before and asks for again is kept for them until they are decided: others wait. A rejected object
/// has nothing.
struct ClaimSettlement {
    /// The accepted objects in the order given.
    let accepted: [DeclaredObject]
    /// Why the others are not.
    let rejections: [DeclaredObject: [Problem]]

    /// The most rounds in which objects wait for others that wait themselves; then whoever waits, as those in a circle do, is
    /// rejected.
    static let maximumRounds = 8

    /// Settles among these objects.
    static func settle(_ objects: [DeclaredObject], holders: ClaimHolders) -> ClaimSettlement {
        let isHolder = objects.map(holders.hasName)
        var table = ClaimTable(objects, isHolder: isHolder, holders: holders)
        var undecided = objects.indices.filter { isHolder[$0] } + objects.indices.filter { !isHolder[$0] }
        for _ in 0..<maximumRounds where !undecided.isEmpty {
            undecided = undecided.filter { !table.decide($0) }
        }
        for index in undecided where !table.decide(index) { table.reject(index) }
        return ClaimSettlement(accepted: table.accepted, rejections: table.rejections)
    }
}

/// Who has what, and for whom it is kept.
private struct ClaimTable {
    private let objects: [DeclaredObject]
    private var states: [State]
    /// The object that has, or is kept, each thing.
    private var names: [ObjectIdentity: Int] = [:]
    private var owners: [ClaimedResource: Int] = [:]
    private(set) var rejections: [DeclaredObject: [Problem]] = [:]

    private enum State {
        case undecided
        case accepted
        case rejected
    }

    /// At first everything is kept for whoever had it and asks for it again.
    init(_ objects: [DeclaredObject], isHolder: [Bool], holders: ClaimHolders) {
        self.objects = objects
        states = Array(repeating: .undecided, count: objects.count)
        names.reserveCapacity(objects.count)
        for (index, object) in objects.enumerated() where isHolder[index] && names[object.identity] == nil {
            names[object.identity] = index
        }
        for (index, object) in objects.enumerated() where !object.claims.isEmpty && names[object.identity] ?? index == index {
            for claim in object.claims where holders.owners[claim.resource] == object.identity && owners[claim.resource] == nil {
                owners[claim.resource] = index
            }
        }
    }

    /// Accepts or rejects the object; false when it has to wait for another one.
    mutating func decide(_ index: Int) -> Bool {
        let rivals = rivals(of: index)
        if rivals.contains(where: { states[$0.index] == .accepted }) {
            reject(index)
        } else if rivals.isEmpty {
            accept(index)
        }
        return states[index] != .undecided
    }

    private mutating func accept(_ index: Int) {
        states[index] = .accepted
        names[objects[index].identity] = index
        for claim in objects[index].claims { owners[claim.resource] = index }
    }

    /// Rejects the object because of everybody who has, or is kept, what it asks for. Of very many not all are told: hundreds of
    /// Services may ask for all node ports.
    mutating func reject(_ index: Int) {
        let (rivals, most) = (rivals(of: index), ObjectReport.maximumProblems)
        rejections[objects[index]] = rivals.prefix(most).enumerated().map { place, rival in
            problem(of: objects[index], rival: rival, ending: place == most - 1 && rivals.count > most ? ObjectReport.moreProblems : "")
        }
        states[index] = .rejected
    }

    /// Somebody who has, or is kept, something that an object asks for; nil as the claim stands for the name.
    private typealias Rival = (index: Int, claim: Claim?)

    /// The rival for the name is enough: two objects of one name mostly ask for the same things.
    private func rivals(of index: Int) -> [Rival] {
        let object = objects[index]
        if let other = rival(names[object.identity], of: index) { return [(other, nil)] }
        return object.claims.compactMap { claim in rival(owners[claim.resource], of: index).map { ($0, claim) } }
    }

    private func rival(_ other: Int?, of index: Int) -> Int? {
        guard let other, other != index, states[other] != .rejected else { return nil }
        return other
    }

    private func problem(of object: DeclaredObject, rival: Rival, ending: String) -> Problem {
        let other = objects[rival.index]
        guard let claim = rival.claim else { return .sameName(object, other) }
        let place = other.claims.first { $0.resource == claim.resource }?.place.position ?? other.position
        return .sameResource(object, claim, other, "\(other.file):\(place.line)", ending)
    }

    var accepted: [DeclaredObject] {
        objects.indices.filter { states[$0] == .accepted }.map { objects[$0] }
    }
}

extension Problem {
    fileprivate static func sameName(_ object: DeclaredObject, _ other: DeclaredObject) -> Problem {
        Problem(
            .error, file: object.file, position: object.position, object: "\(object.identity)",
            message: "declared by \(other.file):\(other.position.line) already: rename or remove one of them")
    }

    fileprivate static func sameResource(
        _ object: DeclaredObject, _ claim: Claim, _ other: DeclaredObject, _ place: String, _ ending: String
    ) -> Problem {
        let message =
            switch claim.resource {
            case .clusterIP(let address):
                "\(address) is the address of \(other.identity) already (\(place)): name another one, or none to have one allocated"
            case .nodePort(let number):
                "node port \(number) belongs to \(other.identity) already (\(place)): choose another one, or none"
            }
        return Problem(
            .error, file: object.file, position: claim.place.position, object: "\(object.identity)", field: claim.place.path,
            message: message + ending)
    }
}
