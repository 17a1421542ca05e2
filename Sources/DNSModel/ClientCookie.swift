/// The cookie that a client sends (RFC 7873 §4): its own part, and what it was given here before.
package struct ClientCookie: Hashable, Sendable {
    /// The client's part, its first octet in the highest bits; goes back as it came.
    package let client: UInt64
    /// The server's part; nil where there is none, or one that is none of ours, which all have sixteen octets.
    package let server: ServerPart?
    /// Whether there is a part of a server at all, though it be none of ours.
    package let hasServerPart: Bool

    /// A cookie of these parts; of a server's part that is none of ours it is only known that it is there.
    package init(client: UInt64, server: ServerPart?, hasForeignPart: Bool = false) {
        self.client = client
        self.server = server
        hasServerPart = server != nil || hasForeignPart
    }

    /// The server's part (RFC 9018 §4), its first octet in the highest bits.
    package struct ServerPart: Hashable, Sendable {
        /// The version, three octets that nobody uses, and the time.
        package let head: UInt64
        /// The proof that this server made it.
        package let hash: UInt64

        /// A part of these halves.
        package init(head: UInt64, hash: UInt64) {
            self.head = head
            self.hash = hash
        }
    }
}
