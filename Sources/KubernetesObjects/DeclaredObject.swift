package import ServiceRegistry

/// An object that obeys every rule of its own; whether it gets along with the others is not yet known.
///
/// It is equal to itself only: what says the same elsewhere is another object.
package final class DeclaredObject: Sendable {
    /// Which object.
    package let identity: ObjectIdentity
    /// The file that declares it.
    package let file: String
    /// Where it begins in the file.
    package let position: Position
    /// What it says.
    package let payload: RegistryObject
    /// What only one object can have.
    package let claims: [Claim]
    /// Where a Service's selector stands; nil for what selects nothing.
    package let selectorPlace: FieldPlace?

    /// An object of these parts.
    package init(
        identity: ObjectIdentity, file: String, position: Position, payload: RegistryObject, claims: [Claim] = [],
        selectorPlace: FieldPlace? = nil
    ) {
        self.identity = identity
        self.file = file
        self.position = position
        self.payload = payload
        self.claims = claims
        self.selectorPlace = selectorPlace
    }

    /// This object as the later reading of what an earlier one says: that one itself where nothing moved, else with its payload, so
    /// that what is served and what is declared are held once.
    func succeeding(_ earlier: DeclaredObject) -> DeclaredObject {
        guard payload == earlier.payload else { return self }
        if position == earlier.position, claims == earlier.claims, selectorPlace == earlier.selectorPlace { return earlier }
        return DeclaredObject(
            identity: identity, file: file, position: position, payload: earlier.payload, claims: claims, selectorPlace: selectorPlace)
    }
}

extension DeclaredObject: Hashable {
    /// Whether they are one object.
    package static func == (left: DeclaredObject, right: DeclaredObject) -> Bool {
        left === right
    }

    /// By instance, as equality is.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
