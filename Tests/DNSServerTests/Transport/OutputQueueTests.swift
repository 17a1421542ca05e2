import DNSServer
import Glibc
import Testing

@Suite(.timeLimit(.minutes(20))) struct OutputQueueTests {
    @Test("answers leave behind their lengths, joined, in as many pieces as the kernel takes", arguments: [1, 2, 3, 7, 1_000])
    func sendsAll(piece: Int) {
        var queue = Self.queue([1, 2, 3], [4])
        var sent: [UInt8] = []
        let outcome = queue.drain { octets in
            let count = min(piece, octets.count)
            for index in 0..<count { sent.append(octets[index]) }
            return count
        }
        #expect(outcome == .drained)
        #expect(sent == [0, 3, 1, 2, 3, 0, 1, 4])
        #expect(queue.isEmpty)
        #expect(queue.queuedTotal == 8)
        #expect(queue.sentTotal == 8)
    }

    @Test("what the kernel does not take waits and goes first the next time")
    func keepsRest() {
        var queue = Self.queue([1, 2, 3])
        var room = 4
        let first = queue.drain { octets in
            defer { room = 0 }
            return room == 0 ? -Int(EAGAIN) : room
        }
        #expect(first == .stuck)
        #expect(queue.count == 1)
        #expect(queue.sentTotal == 4)
        let isQueued = queue.append([9])
        #expect(isQueued)
        var sent: [UInt8] = []
        let second = queue.drain { octets in
            for index in octets.indices { sent.append(octets[index]) }
            return octets.count
        }
        #expect(second == .drained)
        #expect(sent == [3, 0, 1, 9])
    }

    @Test("a dead connection fails", arguments: [EPIPE, ECONNRESET, ETIMEDOUT])
    func fails(error: Int32) {
        var queue = Self.queue([1])
        let outcome = queue.drain { _ in -Int(error) }
        #expect(outcome == .failed)
    }

    @Test("what waits never exceeds the limit, whatever length the next answer has", arguments: [0, 100_000, 256 * 1_024])
    func staysInBounds(limit: Int) {
        var queue = OutputQueue(limit: limit)
        var answers = 0
        while queue.hasRoom {
            let isQueued = queue.append(Array(repeating: 0, count: 65_535))
            #expect(isQueued)
            answers += 1
        }
        #expect(answers >= 1)
        #expect(queue.count <= max(limit, 65_537))
    }

    @Test("answers that come later have the limit once more", arguments: [0, 100_000, 256 * 1_024])
    func keepsRoomForLater(limit: Int) {
        var queue = OutputQueue(limit: limit)
        while queue.hasRoom { _ = queue.append(Array(repeating: 0, count: 65_535)) }
        #expect(queue.hasRoomForLater)
        while queue.hasRoomForLater { _ = queue.append(Array(repeating: 0, count: 65_535)) }
        #expect(queue.count <= 2 * max(limit, 65_537))
    }

    @Test("queues that share a spare buffer keep their own octets, also where one is stuck")
    func sharesSpare() {
        let spare = SpareBuffer()
        var stuck = OutputQueue(limit: 0, spare: spare)
        for round in 1...3 as ClosedRange<UInt8> {
            var other = OutputQueue(limit: 0, spare: spare)
            let areQueued = (stuck.append([round]), other.append([round, round]))
            #expect(areQueued == (true, true))
            let isStuck = stuck.drain { _ in -Int(EAGAIN) } == .stuck
            #expect(isStuck)
            #expect(Self.drained(&other) == [0, 2, round, round])
        }
        #expect(Self.drained(&stuck) == [0, 1, 1, 0, 1, 2, 0, 1, 3])
    }

    private static func drained(_ queue: inout OutputQueue) -> [UInt8] {
        var sent: [UInt8] = []
        let outcome = queue.drain { octets in
            for index in octets.indices { sent.append(octets[index]) }
            return octets.count
        }
        #expect(outcome == .drained)
        return sent
    }

    @Test("an answer longer than a message can be is not queued")
    func refusesOverlong() {
        var queue = OutputQueue(limit: 0)
        let isQueued = queue.append(Array(repeating: 0, count: 65_536))
        #expect(!isQueued)
        #expect(queue.isEmpty)
    }

    private static func queue(_ answers: [UInt8]...) -> OutputQueue {
        var queue = OutputQueue(limit: 200_000)
        for answer in answers {
            let isQueued = queue.append(answer)
            #expect(isQueued)
        }
        return queue
    }
}
