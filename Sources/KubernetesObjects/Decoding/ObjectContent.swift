import ServiceRegistry

/// What an object says below its header.
struct ObjectContent {
    let payload: RegistryObject
    let claims: [Claim]
    let selectorPlace: FieldPlace?

    init(_ payload: RegistryObject, claims: [Claim] = [], selectorPlace: FieldPlace? = nil) {
        self.payload = payload
        self.claims = claims
        self.selectorPlace = selectorPlace
    }
}
