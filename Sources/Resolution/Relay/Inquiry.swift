package import DNSModel

/// A question for upstream, and what its answer is wanted for.
package struct Inquiry: Hashable, Sendable {
    /// What is asked upstream.
    package let question: Question
    /// What the client asks.
    let query: Query
    /// What that leads to in the registry, as far as it is not known to lead elsewhere.
    let resolution: Resolution
    /// The serial of the snapshot that it does so in.
    let serial: UInt32
    /// What upstream said of the type that the client asks for, where the other family is asked for instead: NXDOMAIN.
    let denial: UpstreamAnswer?

    /// The question for a name, of the type that the client asks for.
    init(_ name: DomainName, for query: Query, _ resolution: Resolution, serial: UInt32) {
        question = Question(name: name, type: query.question.type)
        denial = nil
        self.query = query
        self.resolution = resolution
        self.serial = serial
    }

    /// The question whether the name has addresses of the other family, for a server may say NXDOMAIN of one alone (RFC 4074 §4.2).
    func ofOtherFamily(after denial: UpstreamAnswer) -> Inquiry {
        Inquiry(self, after: denial)
    }

    private init(_ first: Inquiry, after denial: UpstreamAnswer) {
        question = Question(name: first.question.name, type: first.question.type == .a ? .aaaa : .a)
        query = first.query
        resolution = first.resolution
        serial = first.serial
        self.denial = denial
    }
}
