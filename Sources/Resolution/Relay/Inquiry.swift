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

    /// The question for a name, of the type that the client asks for.
    init(_ name: DomainName, for query: Query, _ resolution: Resolution, serial: UInt32) {
        question = Question(name: name, type: query.question.type)
        self.query = query
        self.resolution = resolution
        self.serial = serial
    }
}
