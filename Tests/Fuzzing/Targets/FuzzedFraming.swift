import DNSServer

/// TCP streams: the first octet says how many octets of plan follow, of which each is the length of a read and what is done
/// behind it; the rest is the stream.
///
/// What is handed out must be what a plain walk over the whole stream finds, and so must what leaves the queue of answers.
final class FuzzedFraming: FuzzedPart {
    func take(_ input: [UInt8]) throws(Finding) {
        guard let count = input.first.map({ Int($0 & 15) }), input.count > count else { return }
        let plan = Array(input[1..<1 + count])
        let stream = Array(input[(1 + count)...])
        let expected = Walk(stream)
        var whole = Cut(plan: [])
        try whole.run(stream)
        try expected.compare(whole, "in one read")
        var parts = Cut(plan: plan)
        try parts.run(stream)
        try expected.compare(parts, "in reads of \(plan)")
    }
}

/// What a stream is, by its definition (RFC 1035 §4.2.2).
private struct Walk {
    var messages: [ArraySlice<UInt8>] = []
    var end = MessageFraming.Step.nothing

    init(_ stream: [UInt8]) {
        end = read(stream[...])
    }

    private mutating func read(_ stream: ArraySlice<UInt8>) -> MessageFraming.Step {
        var rest = stream
        while let high = rest.first {
            guard rest.count >= 2 else { return .part }
            let length = Int(high) << 8 | Int(rest[rest.startIndex + 1])
            if length < MessageFraming.shortestMessage { return .violation(.tooShort) }
            if length > MessageFraming.longestMessage { return .violation(.tooLong) }
            guard rest.count >= 2 + length else { return .part }
            messages.append(rest.dropFirst(2).prefix(length))
            rest = rest.dropFirst(2 + length)
        }
        return .nothing
    }

    func compare(_ cut: Cut, _ how: String) throws(Finding) {
        try Finding.unless(cut.end == end, "\(how) it ends with \(cut.end), not \(end)")
        try Finding.unless(cut.messages.count == messages.count, "\(how) it is \(cut.messages.count) messages, not \(messages.count)")
        try Finding.unless(cut.messages == messages, "\(how) the messages are others")
        let frames = messages.flatMap { [UInt8(truncatingIfNeeded: $0.count >> 8), UInt8(truncatingIfNeeded: $0.count)] + $0 }
        try Finding.unless(cut.sent == frames, "\(how) other octets leave the queue")
    }
}

/// The state values of a connection, driven as it drives them: a borrowed buffer a read, a turn's worth of messages, the buffer
/// back, and answers that the kernel takes by and by.
private struct Cut {
    var messages: [ArraySlice<UInt8>] = []
    var end = MessageFraming.Step.nothing
    var sent: [UInt8] = []
    private let plan: [UInt8]
    private var step = 0
    private var framing = MessageFraming()
    private var output = OutputQueue(limit: 2 * OutputQueue.longestFrame)
    private var buffer = [UInt8](repeating: 0xEE, count: 16 * 1_024)

    init(plan: [UInt8]) {
        self.plan = plan
    }

    mutating func run(_ stream: [UInt8]) throws(Finding) {
        var position = 0
        repeat {
            let action = plan.isEmpty ? 255 : plan[step % plan.count]
            step += 1
            let wish = plan.isEmpty ? stream.count : 1 + Int(action & 63) * (action & 64 == 0 ? 1 : 61)
            let count = min(wish, stream.count - position, buffer.count)
            for index in 0..<count { buffer[index] = stream[position + index] }
            position += count
            framing.borrow(&buffer, count: count)
            try turn(atMost: action & 128 == 0 ? 2 : .max)
            framing.giveBack(&buffer)
            try Finding.unless(buffer.count == 16 * 1_024, "the buffer is not what it was")
            if case .violation = end { return try drain(.max) }
        } while position < stream.count
        while end == .message { try turn(atMost: .max) }
        try drain(.max)
    }

    /// Hands out so many messages, and lets the kernel take some octets for each.
    private mutating func turn(atMost count: Int) throws(Finding) {
        for _ in 0..<count {
            guard output.hasRoom else { break }
            var message: [UInt8] = []
            end = framing.next { for index in $0.indices { message.append($0[index]) } }
            guard end == .message else { break }
            messages.append(message[...])
            try Finding.unless(output.append(message), "a message is too long to be sent back")
        }
        try drain(count == .max ? .max : 99 * count)
    }

    /// The kernel takes so many octets at most.
    private mutating func drain(_ most: Int) throws(Finding) {
        var (room, taken) = (most, [UInt8]())
        let outcome = output.drain { octets in
            let count = min(octets.count, room)
            for index in 0..<count { taken.append(octets[index]) }
            room -= count
            return count > 0 ? count : -11
        }
        sent += taken
        try Finding.unless((outcome == .drained) == output.isEmpty && outcome != .failed, "the queue says \(outcome) with \(output.count)")
    }
}
