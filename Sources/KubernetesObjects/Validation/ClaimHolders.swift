/// Who has which name, address and port in the last accepted set: whoever has it keeps it.
package struct ClaimHolders: Hashable, Sendable {
    /// The file that declares each accepted object.
    package let files: [ObjectIdentity: String]
    /// The object that has each thing that only one can have.
    package let owners: [ClaimedResource: ObjectIdentity]

    /// Nobody has anything yet: at start.
    package init() {
        files = [:]
        owners = [:]
    }

    /// Those who have what these objects ask for; nil where two of them ask for the same.
    init?(unlessContested objects: [DeclaredObject]) {
        var files: [ObjectIdentity: String] = [:]
        var owners: [ClaimedResource: ObjectIdentity] = [:]
        files.reserveCapacity(objects.count)
        for object in objects {
            guard files.updateValue(object.file, forKey: object.identity) == nil else { return nil }
            for claim in object.claims {
                guard owners.updateValue(object.identity, forKey: claim.resource) ?? object.identity == object.identity else { return nil }
            }
        }
        self.files = files
        self.owners = owners
    }

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
}
