package import DNSModel

/// The COOKIE option (RFC 7873) in the octets of queries and answers.
///
/// Many clients have a new cookie in each query. It is taken out before the query is looked up, and what is remembered of it is an
/// answer with room for any cookie.
package enum CookieOption {
    /// The octets of a cookie that this server gives: the client's part, and sixteen of its own (RFC 9018 §4).
    static let length = 24

    /// Whether a message may have a cookie, at the cost of a look at its ends: most have no options. A message that ends
    /// in what looks like an OPT record without options, be it behind its end or within its last option, counts as one without a cookie.
    package static func mayBe(in message: Span<UInt8>) -> Bool {
        guard message.count >= MessageHeader.length + MessageWriter.lengthOfOPT, message[10] | message[11] != 0 else { return false }
        let end = message.extracting(last: MessageWriter.lengthOfOPT)
        return end[0] | end[1] | end[9] | end[10] != 0 || end[2] != 41
    }

    /// Takes the cookie out of a query, and leaves the same query without one; nil where there is none, and then nothing is left.
    /// Only a query as a whole that the gate lets in has its cookie taken: what it leaves is let in as well.
    package static func take(from message: Span<UInt8>, leaving rest: inout [UInt8]) throws(DecodeError) -> ClientCookie? {
        let checked = try QueryGate.check(message)
        guard let cookie = checked.cookie, let data = checked.optionData else { return nil }
        rest.removeAll(keepingCapacity: true)
        rest.append(copying: message.extracting(0..<data.lowerBound))
        appendOthers(of: data, in: message, to: &rest)
        let length = UInt16(truncatingIfNeeded: rest.count - data.lowerBound)
        rest[data.lowerBound - 2] = UInt8(truncatingIfNeeded: length >> 8)
        rest[data.lowerBound - 1] = UInt8(truncatingIfNeeded: length)
        rest.append(copying: message.extracting(data.upperBound...))
        return cookie
    }

    /// Every option but cookies: those behind the first are ignored.
    private static func appendOthers(of data: Range<Int>, in message: Span<UInt8>, to rest: inout [UInt8]) {
        var reader = PacketReader(at: data.lowerBound)
        while reader.position < data.upperBound {
            let start = reader.position
            guard let number = reader.uint16(of: message), let length = reader.uint16(of: message),
                reader.range(of: Int(length), in: message) != nil
            else { return }
            if number != QueryOptions.cookie { rest.append(copying: message.extracting(start..<reader.position)) }
        }
    }

    /// Writes a cookie over the last octets of an answer that left room for it.
    package static func write(client: UInt64, _ server: ClientCookie.ServerPart, into answer: inout [UInt8]) {
        guard answer.count >= MessageHeader.length + length else { return }
        write(client, at: answer.count - 24, into: &answer)
        write(server.head, at: answer.count - 16, into: &answer)
        write(server.hash, at: answer.count - 8, into: &answer)
    }

    private static func write(_ word: UInt64, at start: Int, into answer: inout [UInt8]) {
        for index in 0..<8 { answer[start + index] = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * index)) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(copying octets: Span<UInt8>) {
        append(addingCapacity: octets.count) { output in
            for index in octets.indices { output.append(octets[index]) }
        }
    }
}
