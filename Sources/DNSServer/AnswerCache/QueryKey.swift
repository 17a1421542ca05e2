import DNSModel

/// What of a query decides its answer: its octets but the ID, and how it came.
struct QueryKey {
    /// The octets of the ID, which are none of the key.
    static let prefix = 2

    let transport: MessageTransport
    /// Of the key's octets and the transport, seeded anew in each process: nobody can find queries that share it.
    let hash: Int

    /// The key of a message; nil for one that is not remembered.
    init?(of message: Span<UInt8>, over transport: MessageTransport) {
        guard (12...AnswerCache.longestQuery).contains(message.count) else { return nil }
        self.transport = transport
        hash = Self.hash(of: message, transport)
    }

    /// Eight octets at a time: octets one by one would cost several times as much.
    private static func hash(of message: Span<UInt8>, _ transport: MessageTransport) -> Int {
        var hasher = Hasher()
        hasher.combine(transport == .stream ? -message.count : message.count)
        var position = prefix
        while position < message.count {
            var word: UInt64 = 0
            for index in position..<min(position + 8, message.count) { word = word << 8 | UInt64(message[index]) }
            hasher.combine(word)
            position += 8
        }
        return hasher.finalize()
    }
}
