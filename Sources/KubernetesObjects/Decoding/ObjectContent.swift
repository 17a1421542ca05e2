/// What an object says below its header.
struct ObjectContent {
    let payload: DeclaredObject.Payload
    let claims: [Claim]
    let selectorPlace: FieldPlace?

    init(_ payload: DeclaredObject.Payload, claims: [Claim] = [], selectorPlace: FieldPlace? = nil) {
        self.payload = payload
        self.claims = claims
        self.selectorPlace = selectorPlace
    }
}
