/// Keeps one object of those traits that are equal: many Services have the same ports.
struct SharedTraits {
    private var all: Set<EndpointTraits> = []
    private var last: EndpointTraits?

    /// The object for these traits. Neighbours in a slice mostly agree, so the last is tried first.
    mutating func shared(_ traits: EndpointTraits) -> EndpointTraits {
        if let last, last == traits { return last }
        let shared = all.insert(traits).memberAfterInsert
        last = shared
        return shared
    }
}
