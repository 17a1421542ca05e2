/// Who has what, from one settlement to the next.
struct ClaimRegister: Sendable {
    private(set) var declared = DeclaredObjects()
    /// Why the objects that are not accepted are not.
    private(set) var rejections: [DeclaredObject: [Problem]] = [:]
    /// The objects that ask for what others have since the last settlement than before: with these as the holders it may differ.
    private var unsettled: [DeclaredObject] = []

    mutating func replace(_ file: String, with objects: [DeclaredObject]) {
        declared.replace(file, with: objects)
    }

    func isAccepted(_ object: DeclaredObject) -> Bool {
        rejections[object] == nil
    }

    /// The accepted object of this name.
    func accepted(_ identity: ObjectIdentity) -> DeclaredObject? {
        declared.index.contenders(for: .name(identity)).first(where: isAccepted)
    }

    /// The accepted objects of a file, in their order.
    func accepted(in file: String) -> [DeclaredObject] {
        (declared.files[file] ?? []).filter(isAccepted)
    }

    /// The accepted objects of all files, in no order of files.
    var allAccepted: [DeclaredObject] {
        declared.files.values.flatMap { $0.filter(isAccepted) }
    }

    /// Settles the contests that changed. Between contests nothing is shared: the others stay as they are.
    mutating func settle() -> AcceptedChange {
        let changed = declared.takeChange()
        let rivals = changed.come.filter(declared.index.isContested)
        let contest = contest(around: changed.gone + rivals + unsettled)
        let newcomers = Set(rivals)
        let (gone, before) = (changed.gone.filter(isAccepted), contest.filter { isAccepted($0) && !newcomers.contains($0) })
        let holders = ClaimHolders(of: gone + before)
        let settlement = ClaimSettlement.settle(contest, holders: holders)
        let winners = settlement.accepted.filter { newcomers.contains($0) || !isAccepted($0) }
        let losers = before.filter { settlement.rejections[$0] != nil }
        let uncontested = rivals.isEmpty ? changed.come : changed.come.filter { !newcomers.contains($0) }
        for object in changed.gone { rejections[object] = nil }
        for object in contest { rejections[object] = settlement.rejections[object] }
        let holdersNow = ClaimHolders(of: settlement.accepted)
        unsettled = contest.filter { !holders.agrees(with: holdersNow, on: $0) }
        return AcceptedChange(
            went: gone + losers, came: uncontested + winners, files: changed.files.union(contest.map(\.file)))
    }

    /// Who asks for what these objects ask for, directly or through others, in their order; not those who are alone and accepted.
    private func contest(around seeds: [DeclaredObject]) -> [DeclaredObject] {
        let found = declared.index.contest(around: seeds)
        return declared.inOrder(found.filter { declared.index.isContested($0) || !isAccepted($0) })
    }
}
