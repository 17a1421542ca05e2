package import DNSModel

/// A question and the answer that must come, as one paragraph of a dialogue file:
///
///     > web.prod.svc.cluster.local. A from 127.0.0.21
///     < NOERROR AA
///     web.prod.svc.cluster.local. 5 IN A 10.96.0.10
///     + (a record of the additional section)
///     ! 0 (the code and the text of an Extended DNS Error)
///
/// `< NXDOMAIN AA SOA cluster.local. 5` says that the authority section is the SOA of that owner and TTL, and nothing else.
/// Records are compared as sets; `*` stands for any one field; a section that is not shown must be empty.
/// Every question is asked with EDNS; an Extended DNS Error that is not shown may be any.
package struct Dialogue: Sendable {
    package let line: Int
    package let name: String
    package let type: RecordType
    package let client: IPAddress?
    package let responseCode: String
    package let isAuthoritative: Bool
    package let startOfAuthority: String?
    package let answer: [String]
    package let additional: [String]
    package let extendedError: String?

    package var title: String {
        "line \(line): \(name) \(type)"
    }

    /// What is different in a message; empty when it is the answer that must come.
    package func differences(from message: LdnsMessage) -> [String] {
        var different: [String] = []
        if message.responseCode != responseCode { different.append("\(message.responseCode) instead of \(responseCode)") }
        if message.flags.contains("aa") != isAuthoritative { different.append("AA is \(!isAuthoritative)") }
        if !message.flags.contains("qr") { different.append("QR is not set") }
        let authority = startOfAuthority.map { [$0] } ?? []
        for (section, expected, found) in [
            ("answer", answer, message.answer), ("authority", authority, message.authority), ("additional", additional, message.additional),
        ] where !Self.match(expected, found) {
            different.append("\(section): \(found) instead of \(expected)")
        }
        if let extendedError, message.extendedErrors != [extendedError] {
            different.append("\(message.extendedErrors) instead of \(extendedError)")
        }
        if message.question.first?.split(separator: " ").first.map(String.init) != name {
            different.append("the question came back as \(message.question)")
        }
        return different
    }

    private static func match(_ expected: [String], _ found: [String]) -> Bool {
        guard expected.count == found.count else { return false }
        var left = found
        return expected.allSatisfy { row in
            guard let index = left.firstIndex(where: { fits(row, $0) }) else { return false }
            left.remove(at: index)
            return true
        }
    }

    private static func fits(_ expected: String, _ found: String) -> Bool {
        let (expected, found) = (expected.split(separator: " "), found.split(separator: " "))
        return expected.count == found.count && zip(expected, found).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
