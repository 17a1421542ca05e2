import DNSServer
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct MessageFramingTests {
    private typealias Step = MessageFraming.Step

    @Test(
        "a stream is cut at its lengths",
        arguments: [
            ([], [], .nothing),
            ([0], [], .part),
            ([0, 1], [], .part),
            ([0, 2, 7], [], .part),
            ([0, 2, 7, 8], [[7, 8]], .nothing),
            ([0, 2, 7, 8, 0], [[7, 8]], .part),
            ([0, 1, 7, 0, 1, 8], [[7], [8]], .nothing),
            ([0, 0], [], .violation(.empty)),
            ([0, 1, 7, 0, 0, 0, 1, 9], [[7]], .violation(.empty)),
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
            (0..<Int.random(in: 1...600, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
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
            (0..<Int.random(in: 1...600, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
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
