/// Cuts a stream into messages: two octets of length before each (RFC 1035 §4.2.2).
package struct MessageFraming: Sendable {
    private var octets: [UInt8] = []
    /// Where what has not been handed out begins and ends.
    private var rest = 0..<0
    private var isBorrowed = false

    /// The longest message that is taken: no query of a client is longer.
    package static let longestMessage = 4_096
    /// The shortest: a header (RFC 1035 §4.1.1). What claims to be less is out of step, and is left as NSD, Knot and Unbound leave it.
    package static let shortestMessage = 12
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
        /// A length under `shortestMessage`, 0 among them.
        case tooShort
        /// A length over `longestMessage`.
        case tooLong
    }

    /// The beginning of a stream.
    package init() {}

    /// Adds octets as they came.
    package mutating func append(_ more: Span<UInt8>) {
        keepRest()
        octets.reserveCapacity(octets.count + more.count)
        for index in more.indices { octets.append(more[index]) }
        rest = 0..<octets.count
    }

    /// Adds so many octets from the beginning of a buffer; where there are no others, the buffer itself is taken, until it is
    /// given back.
    package mutating func borrow(_ buffer: inout [UInt8], count: Int) {
        guard isEmpty, !isBorrowed, count <= buffer.count else { return append(buffer.span.extracting(..<min(count, buffer.count))) }
        swap(&octets, &buffer)
        rest = 0..<count
        isBorrowed = true
    }

    /// Gives a borrowed buffer back, and keeps a copy of what has not been handed out.
    package mutating func giveBack(_ buffer: inout [UInt8]) {
        guard isBorrowed else { return }
        isBorrowed = false
        swap(&octets, &buffer)
        octets = isEmpty ? [] : Array(buffer[rest])
        rest = 0..<octets.count
    }

    private mutating func keepRest() {
        if rest.count < octets.count { octets = Array(octets[rest]) }
    }

    /// Hands out the next message if all of it is there.
    package mutating func next(_ take: (Span<UInt8>) -> Void) -> Step {
        switch nextLength {
        case nil:
            return isEmpty ? .nothing : .part
        case let length? where length < Self.shortestMessage:
            return .violation(.tooShort)
        case let length? where length > Self.longestMessage:
            return .violation(.tooLong)
        case let length?:
            let message = rest.lowerBound + Self.prefixLength
            guard rest.upperBound - message >= length else { return .part }
            take(octets.span.extracting(message..<message + length))
            advance(to: message + length)
            return .message
        }
    }

    /// The octets that it holds memory for.
    package var capacity: Int {
        octets.capacity
    }

    private var isEmpty: Bool {
        rest.isEmpty
    }

    private var nextLength: Int? {
        guard rest.count >= Self.prefixLength else { return nil }
        return Int(octets[rest.lowerBound]) << 8 | Int(octets[rest.lowerBound + 1])
    }

    /// An idle connection keeps no memory here.
    private mutating func advance(to next: Int) {
        rest = next..<rest.upperBound
        if isEmpty, !isBorrowed { self = MessageFraming() }
    }
}
