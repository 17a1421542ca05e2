/// How a query ended: twelve bits, of which the upper eight travel in the OPT record (RFC 6891 §6.1.3).
package struct ResponseCode: RawRepresentable, Hashable, Sendable {
    /// The code: 0...4095.
    package let rawValue: UInt16

    /// The code of this number.
    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Answered, with or without records.
    package static let noError = ResponseCode(rawValue: 0)
    /// The query could not be read (FORMERR).
    package static let formatError = ResponseCode(rawValue: 1)
    /// The server failed (SERVFAIL).
    package static let serverFailure = ResponseCode(rawValue: 2)
    /// The name does not exist (NXDOMAIN).
    package static let nameError = ResponseCode(rawValue: 3)
    /// This kind of query is not implemented (NOTIMP).
    package static let notImplemented = ResponseCode(rawValue: 4)
    /// The server will not answer this (REFUSED).
    package static let refused = ResponseCode(rawValue: 5)
    /// The key of a TSIG is not known here (RFC 8945 §5.2.1).
    package static let notAuthorized = ResponseCode(rawValue: 9)
    /// The EDNS version is not implemented (RFC 6891 §6.1.3).
    package static let badVersion = ResponseCode(rawValue: 16)
    /// The server's part of a cookie is not good (RFC 7873 §5.4).
    package static let badCookie = ResponseCode(rawValue: 23)
}

extension ResponseCode: CustomStringConvertible {
    private static let mnemonics: [ResponseCode: String] = [
        .noError: "NOERROR", .formatError: "FORMERR", .serverFailure: "SERVFAIL", .nameError: "NXDOMAIN", .notImplemented: "NOTIMP",
        .refused: "REFUSED", .notAuthorized: "NOTAUTH", .badVersion: "BADVERS", .badCookie: "BADCOOKIE",
    ]

    /// The mnemonic, or `RCODE11` for a code that has none here.
    package var description: String {
        Self.mnemonics[self] ?? "RCODE\(rawValue)"
    }
}
