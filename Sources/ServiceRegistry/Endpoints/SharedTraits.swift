/// Keeps one object of those traits that are equal: many Services have the same ports.
struct SharedTraits: Sendable {
    private var all: Set<EndpointTraits> = []
    private var last: EndpointTraits?

    /// So many that are shared: what nobody has any more is forgotten with the others, which are then made anew where they come up.
    private static let most = 4_096

    /// The object for these traits. Neighbours in a slice mostly agree, so the last is tried first.
    mutating func shared(_ traits: EndpointTraits) -> EndpointTraits {
        if let last, last == traits { return last }
        if all.count == Self.most { all = [] }
        let shared = all.insert(traits).memberAfterInsert
        last = shared
        return shared
    }
}
