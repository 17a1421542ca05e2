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
    /// Whether the client's address decided.
    var dependsOnClient = false

    init(owner: DomainName) {
        self.owner = owner
    }
}
