package import DNSModel

/// Questions of this server to octets.
package enum QueryEncoder {
    /// A query that asks for recursion, without EDNS.
    package static func octets(of question: Question, identifier: UInt16) -> [UInt8] {
        var octets: [UInt8] = []
        var writer = MessageWriter(reusing: &octets, limit: AnswerLimit.stream)
        writer.append(question)
        let header = MessageHeader(
            identifier: identifier, flags: .recursionDesired, questionCount: 1, answerCount: 0, authorityCount: 0, additionalCount: 0)
        writer.finish(header, into: &octets)
        return octets
    }
}
