/// Who had which name, address and port before a settlement: whoever has it keeps it.
struct ClaimHolders {
    /// The file that declares each accepted object.
    let files: [ObjectIdentity: String]
    /// The object that has each thing that only one can have.
    let owners: [ClaimedResource: ObjectIdentity]

    /// Those who have what these objects ask for, no two of which ask for the same.
    init(of accepted: [DeclaredObject]) {
        var files: [ObjectIdentity: String] = [:]
        var owners: [ClaimedResource: ObjectIdentity] = [:]
        files.reserveCapacity(accepted.count)
        for object in accepted {
            files[object.identity] = object.file
            for claim in object.claims { owners[claim.resource] = object.identity }
        }
        self.files = files
        self.owners = owners
    }

    /// Whether this object is the one that had the name: identity and file.
    func hasName(_ object: DeclaredObject) -> Bool {
        files[object.identity] == object.file
    }

    /// Whether the same objects have here and there what this object asks for.
    func agrees(with other: ClaimHolders, on object: DeclaredObject) -> Bool {
        files[object.identity] == other.files[object.identity]
            && object.claims.allSatisfy { owners[$0.resource] == other.owners[$0.resource] }
    }
}
