import DNSServer
import Synchronization

/// An answer of several messages, each of its number in 16 KiB; counts how many series there are.
final class CountingSeries: MessageSeries {
    /// The series that nobody has let go yet.
    static let alive = Atomic(0)
    static let lengthOfMessage = 16 * 1_024

    private var number: UInt8 = 0
    private let count: UInt8

    /// Asks for a series of so many messages.
    static func asking(forMessages count: UInt8) -> [UInt8] {
        [UInt8(ascii: "@"), count]
    }

    /// nil for a message that asks for something else.
    init?(_ message: [UInt8]) {
        guard message.count == 2, message[0] == UInt8(ascii: "@") else { return nil }
        count = message[1]
        Self.alive.add(1, ordering: .relaxed)
    }

    deinit {
        Self.alive.subtract(1, ordering: .relaxed)
    }

    func next(into reply: inout [UInt8]) -> Bool {
        number += 1
        reply.append(contentsOf: [UInt8](repeating: number, count: Self.lengthOfMessage))
        return number < count
    }
}
