/// What became of one question, before its octets are checked.
package enum EngineReply: Hashable, Sendable {
    /// A whole message.
    case message([UInt8], Security)
    /// Nobody answered usefully; why, for people.
    case failure(String)

    /// What validation says.
    package enum Security: Hashable, Sendable {
        /// Its zone is not signed, or nothing is validated.
        case insecure
        /// Every signature was verified.
        case secure
        /// Validation failed; why, for people.
        case bogus(String)
    }
}
