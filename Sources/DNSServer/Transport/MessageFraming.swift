/// Cuts a stream into messages: two octets of length before each (RFC 1035 §4.2.2).
package struct MessageFraming: Sendable {
    private var octets: [UInt8] = []
    /// Where what has not been handed out begins.
    private var start = 0

    /// The longest message that is taken: no query of a client is longer.
    package static let longestMessage = 4_096
    private static let prefixLength = 2

    /// What came of asking for a message.
    package enum Step: Hashable, Sendable {
        /// One was handed out.
        case message
        /// Nothing has arrived of the next one.
        case nothing
        /// A part of the next one has arrived.
        case part
        /// What follows is no message; whatever comes after cannot be told apart any more.
        case violation(Violation)
    }

    /// What a length may not be.
    package enum Violation: Hashable, Sendable {
        /// A length of 0.
        case empty
        /// A length over `longestMessage`.
        case tooLong
    }

    /// The beginning of a stream.
    package init() {}

    /// Adds octets as they came.
    package mutating func append(_ more: Span<UInt8>) {
        octets.removeFirst(start)
        start = 0
        octets.reserveCapacity(octets.count + more.count)
        for index in more.indices { octets.append(more[index]) }
    }

    /// Hands out the next message if all of it is there.
    package mutating func next(_ take: (Span<UInt8>) -> Void) -> Step {
        switch nextLength {
        case nil:
            return isEmpty ? .nothing : .part
        case 0:
            return .violation(.empty)
        case let length? where length > Self.longestMessage:
            return .violation(.tooLong)
        case let length?:
            let message = start + Self.prefixLength
            guard octets.count - message >= length else { return .part }
            take(octets.span.extracting(message..<message + length))
            advance(to: message + length)
            return .message
        }
    }

    private var isEmpty: Bool {
        start == octets.count
    }

    private var nextLength: Int? {
        guard octets.count - start >= Self.prefixLength else { return nil }
        return Int(octets[start]) << 8 | Int(octets[start + 1])
    }

    /// An idle connection keeps no memory here.
    private mutating func advance(to next: Int) {
        start = next
        if isEmpty { self = MessageFraming() }
    }
}
