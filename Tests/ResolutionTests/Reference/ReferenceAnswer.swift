import DNSModel

/// What the reference answers to one question.
struct ReferenceAnswer {
    var code: ResponseCode = .noError
    var isAuthoritative = true
    var aliases: [ResourceRecord] = []
    /// The owner of what follows the aliases.
    var owner: DomainName
    /// All records that answer, of which a limit may leave some out.
    var records: [ReferenceRecord] = []
    var authority: [ResourceRecord] = []
    /// The addresses of everything that the records point to.
    var additional: [ResourceRecord] = []
    /// What upstream gives: records behind those, and its authority section.
    var relayed: [ResourceRecord] = []
    var relayedAuthority: [ResourceRecord] = []
    var isAuthentic = false
    /// The error that comes from upstream, or tells of the end of a search.
    var error: ExtendedDNSError.Code?
    /// The names that upstream is asked for, in their order.
    var asked: [DomainName] = []
    /// Whether it is what a client's search list led to.
    var isSearched = false
    /// Whether the client's address decided.
    var dependsOnClient = false

    init(owner: DomainName) {
        self.owner = owner
    }
}
