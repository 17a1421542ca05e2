import DNSModel

/// What decides an answer: a query's octets but the ID, how it came, and what notes ask for.
struct QueryKey {
    /// The octets of the ID, which are none of the key.
    static let prefix = 2

    /// Of the octets and of the view.
    let hash: UInt64
    let view: AnswerView
}

/// Makes the keys of one cache. Their hashes have a secret of its own: nobody can find queries that share one.
struct QueryKeys {
    private let start = UInt64.random(in: .min ... .max)
    private let factor = UInt64.random(in: .min ... .max) | 1

    /// The key of a message, or of what a cookie was taken out of; nil for one that is not remembered.
    func key(of message: Span<UInt8>, over transport: MessageTransport, hasCookie: Bool) -> QueryKey? {
        guard message.count >= 12, message.count <= AnswerCache.longestQuery else { return nil }
        let view = AnswerView(transport, hasCookie: hasCookie)
        return QueryKey(hash: mixed(hash(of: message.extracting(QueryKey.prefix...)), view.traits), view: view)
    }

    /// The same query in another view, which a note asks for.
    func key(_ key: QueryKey, in view: AnswerView) -> QueryKey {
        let hash = mixed(mixed(mixed(key.hash, view.address.high), view.address.low), view.traits)
        return QueryKey(hash: hash, view: view)
    }

    /// Eight octets at a time, the last eight once more: there are as many.
    private func hash(of octets: Span<UInt8>) -> UInt64 {
        var hash = start ^ UInt64(truncatingIfNeeded: octets.count)
        var position = 0
        while position + 8 <= octets.count {
            hash = mixed(hash, octets.word(at: position))
            position += 8
        }
        return mixed(hash, octets.word(at: octets.count - 8))
    }

    private func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}
