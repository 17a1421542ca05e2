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

    /// Those who have what these objects ask for, no two of which ask for the same.
    init(of accepted: [DeclaredObject]) {
        files = Dictionary(accepted.map { ($0.identity, $0.file) }) { first, _ in first }
        owners = Dictionary(accepted.flatMap { object in object.claims.map { ($0.resource, object.identity) } }) { first, _ in first }
    }

    /// Whether this object is the one that had the name: identity and file.
    func hasName(_ object: DeclaredObject) -> Bool {
        files[object.identity] == object.file
    }
}
