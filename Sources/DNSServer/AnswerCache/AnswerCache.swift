import DNSModel
import DNSWire

/// Finished answers of one worker, by the octets of their queries: who asks the same again gets the same at the cost of a copy.
///
/// A query's key is everything but its ID (the spelling of its name, its flags and its EDNS, too), the transport, and whether a
/// cookie was taken out of it. Where the
/// answer depends on who asks, or the next is to begin with another record, a note stands there instead: it says what else
/// belongs to the key (`AnswerView`), and under that are the answers.
///
/// There are two shelves. New answers go onto the first; when that is full it becomes the second, and what the second had is
/// forgotten at once, however much it is. An answer that is found on the second shelf goes onto the first again, so what is asked
/// now and then stays. Once something would have to go for it, an answer is taken only when its query comes a second time: a
/// flood of random names, each asked once, pushes out nothing.
package struct AnswerCache {
    /// The most octets that are remembered, with what leads to them: some 30,000 answers, and on each shelf alone some 15,000.
    package static let maximumOctets = 6 * 1_024 * 1_024
    /// The longest query that is remembered: any name, and EDNS with a few options.
    package static let longestQuery = 512
    /// The longest answer that is remembered: what is longer goes over TCP and costs more to send than to make.
    package static let longestAnswer = 16_384

    /// What the terms of answers are counted from.
    package static let epoch = ContinuousClock.now

    private let keys = QueryKeys()
    private var recent: AnswerShelf
    private var older: AnswerShelf
    private var sightings = QuerySightings()
    /// Where the answer that is put away has its times; kept for its storage.
    private var timeOffsets: [UInt16] = []

    /// An empty memory of so many octets.
    package init(maximumOctets: Int = Self.maximumOctets) {
        recent = AnswerShelf(capacity: maximumOctets / 2)
        older = AnswerShelf(capacity: maximumOctets / 2)
    }

    /// How many octets are remembered now, with what leads to them.
    package var octets: Int {
        recent.octets + older.octets
    }

    /// Replaces the reply's octets with the answer to this message if there is one that holds, under the message's ID and with its
    /// times counted down. Whether there is one. Nothing is allocated once the reply's storage is large enough.
    ///
    /// - Parameters:
    ///   - hasCookie: Whether a cookie was taken out of the message: the answer has room for one then.
    ///   - turn: Where among several records the answer is to begin, as a fraction of 2⁶⁴.
    ///   - now: Asked only where an answer ends by itself.
    package mutating func find(
        _ message: Span<UInt8>, from client: Client, hasCookie: Bool = false, generation: UInt64, turn: UInt64,
        now: () -> ContinuousClock.Instant, into reply: inout [UInt8]
    ) -> Bool {
        guard var key = keys.key(of: message, over: client.transport, hasCookie: hasCookie) else { return false }
        let query = message.extracting(QueryKey.prefix...)
        for _ in 0...AnswerView.mostNotes {
            guard let place = recall(key, query, generation, { (now() - Self.epoch).nanoseconds }, by: &reply) else { return false }
            switch recent.entry(at: place) {
            case .answer:
                recent.copy(place, into: &reply)
                reply[0] = message[0]
                reply[1] = message[1]
                return true
            case .clients: key = keys.key(key, in: key.view.of(client.address))
            case .shares(let count): key = keys.key(key, in: key.view.share(at: turn, among: Int(count)))
            }
        }
        return false
    }

    /// Remembers the reply to this message as far as it may be given again; or not, where it is too long or ends at once.
    ///
    /// - Parameter now: Asked only where an answer ends by itself.
    package mutating func remember(
        _ message: Span<UInt8>, from client: Client, hasCookie: Bool = false, reply: [UInt8], _ reuse: AnswerReuse,
        now: () -> ContinuousClock.Instant
    ) {
        guard (12...Self.longestAnswer).contains(reply.count),
            let common = keys.key(of: message, over: client.transport, hasCookie: hasCookie)
        else { return }
        let own = reuse.isOfClient ? keys.key(common, in: common.view.of(client.address)) : common
        let last = reuse.shares.map { keys.key(own, in: own.view.share(at: reuse.turn, among: $0)) } ?? own
        guard isWanted(last) else { return }
        let now = reuse.endsByItself ? (now() - Self.epoch).nanoseconds : 0
        guard let term = term(of: reply, reuse, from: now) else { return }
        let query = message.extracting(QueryKey.prefix...)
        keep(last, query, .answer, term, reply: reply.span)
        timeOffsets.removeAll(keepingCapacity: true)
        let note = plainTerm(reuse.validity, from: now)
        if let count = reuse.shares { keep(own, query, .shares(UInt16(clamping: count)), note, reply: Span()) }
        if reuse.isOfClient { keep(common, query, .clients, note, reply: Span()) }
    }

    /// Whether an answer is to be put away: nothing has to go for it, or the query has come before.
    private mutating func isWanted(_ key: QueryKey) -> Bool {
        older.isEmpty || recent.has(key) || older.has(key) || sightings.isRepeated(key)
    }

    /// The place on the first shelf of what is known of a query and is right now; nil where there is nothing.
    private mutating func recall(
        _ key: QueryKey, _ query: Span<UInt8>, _ generation: UInt64, _ now: () -> Int64, by way: inout [UInt8]
    ) -> Int? {
        if let place = recent.place(key, query), recent.isRight(place, in: generation, at: now) { return place }
        guard let place = older.place(key, query), older.isRight(place, in: generation, at: now) else { return nil }
        older.copy(place, into: &way)
        older.copyTimes(place, into: &timeOffsets)
        return keep(key, query, older.entry(at: place), older.term(at: place), reply: way.span)
    }

    /// Puts an answer or a note onto the first shelf; its place there, nil where it is too long for any.
    @discardableResult
    private mutating func keep(
        _ key: QueryKey, _ query: Span<UInt8>, _ entry: AnswerEntry, _ term: AnswerTerm, reply: Span<UInt8>
    ) -> Int? {
        if let place = recent.put(key, query, entry, term, reply: reply, times: timeOffsets) { return place }
        swap(&recent, &older)
        recent.removeAll()
        return recent.put(key, query, entry, term, reply: reply, times: timeOffsets)
    }

    /// The term of an answer that is made now, and where it has the times that are counted down meanwhile; nil where it is over at
    /// once.
    private mutating func term(of reply: [UInt8], _ reuse: AnswerReuse, from now: Int64) -> AnswerTerm? {
        timeOffsets.removeAll(keepingCapacity: true)
        var leastTime = UInt32.max
        if reuse.validity.end != nil {
            guard TimeToLiveOffsets.append(of: reply.span, to: &timeOffsets) else { return nil }
            for offset in timeOffsets { leastTime = min(leastTime, BigEndian.uint32(in: reply, at: Int(offset))) }
        }
        let term = plainTerm(reuse.validity, leastTime: leastTime, from: now)
        if term.isOver(at: now) { return nil }
        return reuse.isOneOfMore ? term.limited(to: now + AnswerReuse.longestTurn.nanoseconds) : term
    }

    private func plainTerm(_ validity: AnswerValidity, leastTime: UInt32 = .max, from now: Int64) -> AnswerTerm {
        AnswerTerm(generation: validity.generation, end: validity.end?.nanoseconds, leastTime: leastTime, from: now)
    }
}
