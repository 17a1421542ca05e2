/// Who has what, from one settlement to the next.
struct ClaimRegister: Sendable {
    private(set) var declared = DeclaredObjects()
    /// Why the objects that are not accepted are not.
    private(set) var rejections: [DeclaredObject: [Problem]] = [:]
    /// The contests after which others have what is asked for than before: a settlement with these as the holders may differ.
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
        let contest = declared.inOrder(declared.index.contest(around: changed.gone + rivals + unsettled))
        let newcomers = Set(rivals)
        let (gone, before) = (changed.gone.filter(isAccepted), contest.filter { isAccepted($0) && !newcomers.contains($0) })
        let settlement = ClaimSettlement.settle(contest, holders: ClaimHolders(of: gone + before))
        let uncontested = rivals.isEmpty ? changed.come : changed.come.filter { !newcomers.contains($0) }
        let winners = settlement.accepted.filter { newcomers.contains($0) || !isAccepted($0) }
        let losers = before.filter { settlement.rejections[$0] != nil }
        for object in changed.gone { rejections[object] = nil }
        for object in contest { rejections[object] = settlement.rejections[object] }
        unsettled = gone.isEmpty && losers.isEmpty && winners.isEmpty ? [] : contest
        return AcceptedChange(
            went: gone + losers, came: uncontested + winners, files: changed.files.union(contest.map(\.file)))
    }
}
