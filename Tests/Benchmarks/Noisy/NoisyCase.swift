/// A row of the table: what the noisy client does, and to whom.
struct NoisyCase {
    let kind: NoisyKind
    /// The server's `clientLimit`: queries a second.
    let limit: Int?
    /// The noise goes to another server like the first: what it still costs the quiet client is not the server's doing, but that all
    /// of them share the processors.
    let isElsewhere: Bool
}
