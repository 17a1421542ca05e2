import TestSupport

/// What a right answer to a question of the soak is.
package enum SoakExpectation: Hashable, Sendable {
    /// NOERROR with these records and no others, in any order; each without its TTL.
    case records(Set<String>)
    /// NOERROR with records, whichever they are.
    case someRecords
    /// NOERROR without records.
    case noData
    case nameError
    /// These records, or SERVFAIL: whoever is asked upstream may be away.
    case recordsOrFailure(Set<String>)
    /// An alias, and behind it what upstream says now.
    case alias(String)

    /// What is wrong with an answer; nil when nothing is.
    package func mistake(in octets: [UInt8]) -> String? {
        guard let message = LdnsMessage(octets) else { return "\(octets.count) octets that cannot be read" }
        guard message.flags.contains("qr"), message.question.count == 1 else { return "no answer to one question: \(message.header)" }
        let records = message.answer.map(Self.withoutTime)
        return isRight(message.responseCode, records) ? nil : "\(message.question[0]): \(message.responseCode), \(records)"
    }

    private func isRight(_ code: String, _ records: [String]) -> Bool {
        switch self {
        case .records(let right): code == "NOERROR" && records.count == right.count && Set(records) == right
        case .someRecords: code == "NOERROR" && !records.isEmpty
        case .noData: code == "NOERROR" && records.isEmpty
        case .nameError: code == "NXDOMAIN" && records.isEmpty
        case .recordsOrFailure(let right): code == "SERVFAIL" && records.isEmpty || code == "NOERROR" && Set(records) == right
        case .alias(let right): code == "NOERROR" && records.first == right
        }
    }

    /// `owner 5 IN A 10.0.0.1` to `owner IN A 10.0.0.1`.
    private static func withoutTime(_ record: String) -> String {
        var words = record.split(separator: " ")
        if words.count > 1 { words.remove(at: 1) }
        return words.joined(separator: " ")
    }
}
