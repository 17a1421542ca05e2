import DNSModel

/// Answers that come one by one and go together: octets behind octets in storage that is taken once.
struct AnswerShelf {
    /// What leads to an answer, in octets: its outline, and two places of 16 octets in the index.
    private static let overhead = MemoryLayout<Outline>.stride + 32
    /// What an answer is taken to have at least, with its overhead, to size what leads to it.
    private static let leastOctets = 256

    private let capacity: Int
    /// The key of a query, then the answer, and so on.
    private var storage: [UInt8] = []
    /// Where the answers have their times, each from the answer's begin.
    private var timeOffsets: [UInt16] = []
    private var outlines: [Outline] = []
    /// The outline for the hash of a query. Of two queries with one hash the later has it.
    private var index: [Int: Int] = [:]

    /// Where the parts of an answer are.
    private struct Outline {
        let transport: MessageTransport
        let key: Range<Int>
        let reply: Range<Int>
        let timeOffsets: Range<Int>
        let term: AnswerTerm
    }

    /// An empty shelf for so many octets; memory that is not written to yet is not used.
    init(capacity: Int) {
        self.capacity = capacity
        storage.reserveCapacity(capacity)
        timeOffsets.reserveCapacity(capacity / Self.leastOctets)
        outlines.reserveCapacity(capacity / Self.leastOctets)
        index.reserveCapacity(capacity / Self.leastOctets)
    }

    /// How many octets are on the shelf, with what leads to them.
    var octets: Int {
        storage.count + timeOffsets.count * 2 + outlines.count * Self.overhead
    }

    var isEmpty: Bool {
        outlines.isEmpty
    }

    /// Whether there is an answer for the query, or for another of its hash; it may not hold.
    func has(_ key: QueryKey) -> Bool {
        index[key.hash] != nil
    }

    /// The place of the answer to the message, if there is one.
    func place(_ key: QueryKey, _ message: Span<UInt8>) -> Int? {
        guard let place = index[key.hash], outlines[place].transport == key.transport, isEqual(message, outlines[place].key)
        else { return nil }
        return place
    }

    /// How long the answer at a place is right.
    func term(at place: Int) -> AnswerTerm {
        outlines[place].term
    }

    private func isEqual(_ message: Span<UInt8>, _ key: Range<Int>) -> Bool {
        guard message.count == QueryKey.prefix + key.count else { return false }
        let octets = storage.span.extracting(key)
        for index in octets.indices where octets[index] != message[QueryKey.prefix + index] { return false }
        return true
    }

    /// Replaces the reply's octets with the answer at a place.
    func copy(_ place: Int, into reply: inout [UInt8]) {
        reply.removeAll(keepingCapacity: true)
        reply.append(contentsOf: storage[outlines[place].reply])
    }

    /// Takes so many seconds from each time of a copy of the answer at a place.
    func countDown(_ place: Int, by seconds: UInt32, in reply: inout [UInt8]) {
        for index in outlines[place].timeOffsets {
            let offset = Int(timeOffsets[index])
            let time = BigEndian.uint32(in: reply, at: offset)
            BigEndian.set(time > seconds ? time - seconds : 0, in: &reply, at: offset)
        }
    }

    /// Puts an answer onto the shelf; its place, or nil where there is no room.
    mutating func put(_ key: QueryKey, _ message: Span<UInt8>, _ reply: [UInt8], _ term: AnswerTerm, times: [UInt16]) -> Int? {
        let needed = message.count - QueryKey.prefix + reply.count + times.count * 2 + Self.overhead
        guard octets + needed <= capacity, outlines.count < capacity / Self.leastOctets else { return nil }
        let (keyStart, timesStart) = (storage.count, timeOffsets.count)
        for index in QueryKey.prefix..<message.count { storage.append(message[index]) }
        let replyStart = storage.count
        storage.append(contentsOf: reply)
        timeOffsets.append(contentsOf: times)
        index[key.hash] = outlines.count
        outlines.append(
            Outline(
                transport: key.transport, key: keyStart..<replyStart, reply: replyStart..<storage.count,
                timeOffsets: timesStart..<timeOffsets.count, term: term))
        return outlines.count - 1
    }

    /// Forgets all answers, and keeps the storage.
    mutating func removeAll() {
        storage.removeAll(keepingCapacity: true)
        timeOffsets.removeAll(keepingCapacity: true)
        outlines.removeAll(keepingCapacity: true)
        index.removeAll(keepingCapacity: true)
    }
}
