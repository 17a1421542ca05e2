import Glibc

/// The answers of one connection that the kernel has not taken yet, in bounds.
package struct OutputQueue {
    private var octets: [UInt8] = []
    private let spare: SpareBuffer
    private let limit: Int
    /// All octets that were ever queued.
    package private(set) var queuedTotal: UInt64 = 0
    /// All octets that the kernel took.
    package private(set) var sentTotal: UInt64 = 0

    /// What the longest answer takes, with its two octets of length.
    package static let longestFrame = 65_535 + 2

    /// What came of sending.
    package enum Outcome: Hashable, Sendable {
        /// Nothing is left.
        case drained
        /// The client has to read first.
        case stuck
        /// The connection is gone.
        case failed
    }

    /// A queue of so many octets, or of one longest answer if that is more; what leaves at once goes by the spare buffer.
    package init(limit: Int, spare: SpareBuffer = SpareBuffer()) {
        self.limit = max(limit, Self.longestFrame)
        self.spare = spare
    }

    /// The octets that wait.
    package var count: Int {
        octets.count
    }

    /// Whether nothing waits.
    package var isEmpty: Bool {
        octets.isEmpty
    }

    /// Whether an answer of any length fits.
    package var hasRoom: Bool {
        octets.count <= limit - Self.longestFrame
    }

    /// Whether an answer of any length fits that was asked for when there was room, and comes later: the limit once more is
    /// kept for those.
    package var hasRoomForLater: Bool {
        octets.count <= 2 * limit - Self.longestFrame
    }

    /// Queues an answer behind its length; false when it is longer than a message can be. There must be room.
    package mutating func append(_ answer: [UInt8]) -> Bool {
        precondition(hasRoomForLater, "who queues asks for room first")
        guard let length = UInt16(exactly: answer.count) else { return false }
        if octets.isEmpty { octets = spare.take() }
        octets.append(UInt8(truncatingIfNeeded: length >> 8))
        octets.append(UInt8(truncatingIfNeeded: length))
        octets.append(contentsOf: answer)
        queuedTotal &+= UInt64(length) + 2
        return true
    }

    /// Sends what waits by a call that returns how many octets were taken, or a negative errno.
    package mutating func drain(_ send: (Span<UInt8>) -> Int) -> Outcome {
        var sent = 0
        defer { forget(sent) }
        while sent < octets.count {
            let result = send(octets.span.extracting(sent...))
            if result == -Int(EAGAIN) { return .stuck }
            guard result > 0 else { return .failed }
            sent += min(result, octets.count - sent)
        }
        return .drained
    }

    /// A drained connection keeps no memory here, and another not much more than what waits.
    private mutating func forget(_ sent: Int) {
        sentTotal &+= UInt64(sent)
        guard sent > 0 || octets.capacity > 2 * octets.count else { return }
        let rest = sent == octets.count ? [] : Array(octets[sent...])
        spare.giveBack(&octets)
        octets = rest
    }
}
