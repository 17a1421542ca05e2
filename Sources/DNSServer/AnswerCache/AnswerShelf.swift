import DNSModel

/// Answers that come one by one and go together: octets behind octets in storage that is taken once.
struct AnswerShelf {
    /// What leads to an answer, in octets: its outline, and two slots of the index.
    private static let overhead = MemoryLayout<Outline>.stride + 8
    /// What an answer is taken to have at least, with its overhead, to size what leads to it.
    private static let leastOctets = 192

    private let capacity: Int
    /// The octets of a query, then the answer, and so on.
    private var storage: [UInt8] = []
    /// Where the answers have their times, each from the answer's begin.
    private var timeOffsets: [UInt16] = []
    private var outlines: [Outline] = []
    private var index: AnswerIndex

    /// Where the parts of an answer are: in few octets, since there are as many outlines as answers.
    private struct Outline {
        let view: AnswerView
        /// Where the query's octets begin; those of the answer are behind them.
        let start: UInt32
        let timesStart: UInt32
        let queryCount: UInt16
        /// What the answer may have when it is made anew.
        let room: UInt16
        var replyCount: UInt16
        var timesCount: UInt16
        var entry: AnswerEntry
        var term: AnswerTerm

        var query: Range<Int> {
            Int(start)..<(Int(start) + Int(queryCount))
        }

        var reply: Range<Int> {
            query.upperBound..<(query.upperBound + Int(replyCount))
        }

        var timeOffsets: Range<Int> {
            Int(timesStart)..<(Int(timesStart) + Int(timesCount))
        }
    }

    /// An empty shelf for so many octets; memory that is not written to yet is not used.
    init(capacity: Int) {
        self.capacity = capacity
        storage.reserveCapacity(capacity)
        timeOffsets.reserveCapacity(capacity / Self.leastOctets)
        outlines.reserveCapacity(capacity / Self.leastOctets)
        index = AnswerIndex(places: capacity / Self.leastOctets)
    }

    /// How many octets are on the shelf, with what leads to them.
    var octets: Int {
        storage.count + timeOffsets.count * 2 + outlines.count * Self.overhead
    }

    var isEmpty: Bool {
        outlines.isEmpty
    }

    /// Whether something is known of the query, or of another of its hash; it may not be right.
    func has(_ key: QueryKey) -> Bool {
        index.place(of: key.hash) != nil
    }

    /// The place of what is known of a query, whose octets these are behind the ID; nil where there is nothing.
    func place(_ key: QueryKey, _ query: Span<UInt8>) -> Int? {
        guard let place = index.place(of: key.hash), outlines[place].view == key.view,
            query.isEqual(to: storage.span.extracting(outlines[place].query))
        else { return nil }
        return place
    }

    /// What is known at a place.
    func entry(at place: Int) -> AnswerEntry {
        outlines[place].entry
    }

    /// How long it is right.
    func term(at place: Int) -> AnswerTerm {
        outlines[place].term
    }

    /// Whether it is right now; its times are brought up to date where they are counted down. The clock is asked only for that.
    mutating func isRight(_ place: Int, in generation: UInt64, at now: () -> Int64) -> Bool {
        guard outlines[place].term.isRight(in: generation) else { return false }
        guard outlines[place].term.ends else { return true }
        let now = now()
        guard !outlines[place].term.isOver(at: now) else { return false }
        let seconds = outlines[place].term.passSeconds(until: now)
        if seconds > 0 { countDown(place, by: seconds) }
        return true
    }

    private mutating func countDown(_ place: Int, by seconds: UInt32) {
        let start = outlines[place].reply.lowerBound
        for index in outlines[place].timeOffsets {
            let offset = start + Int(timeOffsets[index])
            let time = BigEndian.uint32(in: storage, at: offset)
            BigEndian.set(time &- min(time, seconds), in: &storage, at: offset)
        }
    }

    /// Replaces the reply's octets with the answer at a place.
    func copy(_ place: Int, into reply: inout [UInt8]) {
        reply.removeAll(keepingCapacity: true)
        reply.append(copying: storage.span.extracting(outlines[place].reply))
    }

    /// Where the answer at a place has its times.
    func copyTimes(_ place: Int, into offsets: inout [UInt16]) {
        offsets.removeAll(keepingCapacity: true)
        offsets.append(copying: timeOffsets.span.extracting(outlines[place].timeOffsets))
    }
}

extension AnswerShelf {
    /// Puts an answer or a note onto the shelf, in the place of what is known of the query if it fits there; its place, or nil
    /// where there is no room.
    mutating func put(
        _ key: QueryKey, _ query: Span<UInt8>, _ entry: AnswerEntry, _ term: AnswerTerm, reply: Span<UInt8>, times: [UInt16]
    ) -> Int? {
        if let place = place(key, query), outlines[place].room >= reply.count, outlines[place].timesCount >= times.count {
            replace(place, entry, term, reply: reply, times: times)
            return place
        }
        let needed = query.count + reply.count + times.count * 2 + Self.overhead
        guard octets + needed <= capacity, outlines.count < index.places else { return nil }
        index.set(outlines.count, for: key.hash)
        append(key.view, query, entry, term, reply: reply, times: times)
        return outlines.count - 1
    }

    private mutating func replace(
        _ place: Int, _ entry: AnswerEntry, _ term: AnswerTerm, reply: Span<UInt8>, times: [UInt16]
    ) {
        outlines[place].entry = entry
        outlines[place].term = term
        let (replyStart, timesStart) = (outlines[place].reply.lowerBound, outlines[place].timeOffsets.lowerBound)
        for index in reply.indices { storage[replyStart + index] = reply[index] }
        for index in times.indices { timeOffsets[timesStart + index] = times[index] }
        outlines[place].replyCount = UInt16(clamping: reply.count)
        outlines[place].timesCount = UInt16(clamping: times.count)
    }

    private mutating func append(
        _ view: AnswerView, _ query: Span<UInt8>, _ entry: AnswerEntry, _ term: AnswerTerm, reply: Span<UInt8>, times: [UInt16]
    ) {
        // Every count is within its bound: of the cache, of a query, of an answer.
        let outline = Outline(
            view: view, start: UInt32(clamping: storage.count), timesStart: UInt32(clamping: timeOffsets.count),
            queryCount: UInt16(clamping: query.count), room: UInt16(clamping: reply.count), replyCount: UInt16(clamping: reply.count),
            timesCount: UInt16(clamping: times.count), entry: entry, term: term)
        storage.append(copying: query)
        storage.append(copying: reply)
        timeOffsets.append(contentsOf: times)
        outlines.append(outline)
    }

    /// Forgets all answers, and keeps the storage.
    mutating func removeAll() {
        storage.removeAll(keepingCapacity: true)
        timeOffsets.removeAll(keepingCapacity: true)
        outlines.removeAll(keepingCapacity: true)
        index.removeAll()
    }
}
