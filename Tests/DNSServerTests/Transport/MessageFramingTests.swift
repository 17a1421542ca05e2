import DNSServer
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct MessageFramingTests {
    private static let sevens = [UInt8](repeating: 7, count: 12)
    private typealias Step = MessageFraming.Step

    @Test(
        "a stream is cut at its lengths",
        arguments: [
            ([], [], .nothing),
            ([0], [], .part),
            ([0, 12], [], .part),
            ([0, 12] + sevens.dropLast(), [], .part),
            ([0, 12] + sevens, [sevens], .nothing),
            ([0, 12] + sevens + [0], [sevens], .part),
            ([0, 12] + sevens + [0, 13] + sevens + [8], [sevens, sevens + [8]], .nothing),
            ([0, 0], [], .violation(.tooShort)),
            ([0, 11] + sevens, [], .violation(.tooShort)),
            ([0, 12] + sevens + [0, 0, 0, 12] + sevens, [sevens], .violation(.tooShort)),
            ([0x10, 0x01], [], .violation(.tooLong)),
            ([0xFF, 0xFF, 1, 2], [], .violation(.tooLong)),
            ([0x10, 0x00], [], .part),
        ] as [([UInt8], [[UInt8]], MessageFraming.Step)])
    func cuts(stream: [UInt8], messages: [[UInt8]], end: MessageFraming.Step) {
        let whole = Self.cut([stream])
        #expect(whole.messages == messages)
        #expect(whole.end == end)
        let single = Self.cut(stream.map { [$0] })
        #expect(single.messages == messages)
        #expect(single.end == end)
    }

    @Test("a message of 4,096 octets is the longest")
    func takesLongest() {
        let message = [UInt8](repeating: 7, count: MessageFraming.longestMessage)
        #expect(Self.cut([framed(message)]).messages == [message])
        #expect(Self.cut([framed(message + [7])]).end == .violation(.tooLong))
    }

    @Test("however a stream is split, its messages are the same", arguments: 0..<50 as Range<UInt64>)
    func ignoresSplits(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let messages = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            (0..<Int.random(in: 12...600, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        var rest = messages.flatMap { framed($0) }[...]
        var pieces: [[UInt8]] = []
        while !rest.isEmpty {
            let count = Int.random(in: 1...1_500, using: &random)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let result = Self.cut(pieces)
        #expect(result.messages == messages)
        #expect(result.end == .nothing)
    }

    @Test("a borrowed buffer is cut in the same way, and what is left of it is kept", arguments: 0..<50 as Range<UInt64>)
    func borrows(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let messages = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            (0..<Int.random(in: 12...600, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        var rest = messages.flatMap { framed($0) }[...]
        var buffer = [UInt8](repeating: 0, count: 1_500)
        var framing = MessageFraming()
        var cut: [[UInt8]] = []
        while !rest.isEmpty {
            let count = min(Int.random(in: 1...buffer.count, using: &random), rest.count)
            buffer.replaceSubrange(..<count, with: rest.prefix(count))
            rest = rest.dropFirst(count)
            framing.borrow(&buffer, count: count)
            // Some are left for a later turn.
            for _ in 0..<Int.random(in: 0...20, using: &random) { Self.next(of: &framing, into: &cut) }
            framing.giveBack(&buffer)
            #expect(buffer.count == 1_500)
        }
        while Self.next(of: &framing, into: &cut) == .message {}
        #expect(cut == messages)
    }

    @Test("no more is kept than a part of a message and what was read at once", arguments: [1, 4_097, 4_098, 16 * 1_024])
    func keepsLittle(read: Int) {
        var framing = MessageFraming()
        var buffer = [UInt8](repeating: 0, count: read)
        let stream = (0..<40).flatMap { _ in framed([UInt8](repeating: 7, count: MessageFraming.longestMessage)) }
        var most = 0
        for start in stride(from: 0, to: stream.count, by: read) {
            let count = min(read, stream.count - start)
            buffer.replaceSubrange(..<count, with: stream[start..<start + count])
            framing.borrow(&buffer, count: count)
            framing.giveBack(&buffer)
            most = max(most, framing.capacity)
            var cut: [[UInt8]] = []
            while Self.next(of: &framing, into: &cut) == .message {}
        }
        // What the allocator gives is rounded up.
        #expect(most <= MessageFraming.longestMessage + 1 + read + 32)
        #expect(framing.capacity == 0)
    }

    @discardableResult
    private static func next(of framing: inout MessageFraming, into messages: inout [[UInt8]]) -> Step {
        framing.next { message in messages.append(message.indices.map { message[$0] }) }
    }

    /// Feeds the pieces and takes what is whole after each.
    private static func cut(_ pieces: [[UInt8]]) -> (messages: [[UInt8]], end: Step) {
        var framing = MessageFraming()
        var messages: [[UInt8]] = []
        var end = Step.nothing
        for piece in pieces {
            framing.append(piece.span)
            repeat {
                end = framing.next { message in messages.append(message.indices.map { message[$0] }) }
            } while end == .message
        }
        return (messages, end)
    }
}
