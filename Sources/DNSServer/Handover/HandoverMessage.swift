/// What two servers say to each other while the second takes over from the first. A message is a line of text: the protocol, its version,
/// a word, and of a refusal the reason.
///
///     second                       first
///     hello                  ->
///                            <-    sockets (with descriptors; more than once where there are many)
///                            <-    state (with a file, and one of the cookies' secrets; nothing is reloaded from here on)
///     ready                  ->
///                            <-    go (no query is taken from here on)
package enum HandoverMessage: Hashable, Sendable {
    /// The second server asks to take over.
    case hello
    /// The listening sockets, or some of them.
    case sockets
    /// All that the second server needs to know of the registry, and what cookies are made with.
    case state
    /// The second server can answer.
    case ready
    /// The second server is to answer.
    case go
    /// Nothing comes of it.
    case refused(String)

    /// The version of the protocol: the next one may say anything but a refusal otherwise.
    package static let version = "1"
    private static let name = "svcdns-handover"

    /// Why octets are no message.
    package enum Failure: Error, Hashable, Sendable {
        /// Nobody who knows the protocol has sent them.
        case malformed
        /// Another version of the protocol.
        case otherVersion(String)
    }

    /// The message of these octets.
    package static func read(_ octets: [UInt8]) throws(Failure) -> HandoverMessage {
        let words = String(decoding: octets, as: UTF8.self).split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count >= 3, words[0] == name, isVersion(words[1]) else { throw .malformed }
        if words[2] == "refused" { return .refused(printable(words.count > 3 ? words[3] : "")) }
        guard words[1] == version else { throw .otherVersion(String(words[1])) }
        guard words.count == 3 else { throw .malformed }
        switch words[2] {
        case "hello": return .hello
        case "sockets": return .sockets
        case "state": return .state
        case "ready": return .ready
        case "go": return .go
        case _: throw .malformed
        }
    }

    /// The octets of this message.
    package var octets: [UInt8] {
        Array("\(Self.name) \(Self.version) \(word)".utf8)
    }

    private var word: String {
        switch self {
        case .hello: "hello"
        case .sockets: "sockets"
        case .state: "state"
        case .ready: "ready"
        case .go: "go"
        case .refused(let reason): "refused \(Self.printable(reason[...]))"
        }
    }

    private static func isVersion(_ word: Substring) -> Bool {
        (1...9).contains(word.utf8.count) && word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// One line for the log, whatever somebody wrote.
    private static func printable(_ text: Substring) -> String {
        String(text.prefix(200).map { $0.isASCII && !$0.isNewline && $0 >= " " && $0 <= "~" ? $0 : "?" })
    }
}
