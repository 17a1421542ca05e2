package import ServiceRegistry

/// An object that obeys every rule of its own; whether it gets along with the others is not yet known.
package struct DeclaredObject: Hashable, Sendable {
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
}
