package import DNSModel
import DNSWire

/// Finished answers of one worker, by the octets of their queries: who asks the same again gets the same at the cost of a copy.
///
/// A query's key is everything but its ID (the spelling of its name, its flags and its EDNS, too), and the transport. Answers that
/// depend on who asks, or that are to differ each time, must not be put here.
///
/// There are two shelves. New answers go onto the first; when that is full it becomes the second, and what the second had is
/// forgotten at once, however much it is. An answer that is found on the second shelf goes onto the first again, so what is asked
/// now and then stays. Once something would have to go for it, an answer is taken only when its query comes a second time: a
/// flood of random names, each asked once, pushes out nothing.
package struct AnswerCache {
    /// The most octets that are remembered, with what leads to them: some 12,000 answers.
    package static let maximumOctets = 4 * 1_024 * 1_024
    /// The longest query that is remembered: any name, and EDNS with a few options.
    package static let longestQuery = 512
    /// The longest answer that is remembered: what is longer goes over TCP and costs more to send than to make.
    package static let longestAnswer = 16_384

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
    /// times counted down. Whether there is one. Nothing is allocated once the reply's storage is large enough, but where an
    /// answer changes the shelf.
    package mutating func find(
        _ message: Span<UInt8>, over transport: MessageTransport, generation: UInt64, now: ContinuousClock.Instant,
        into reply: inout [UInt8]
    ) -> Bool {
        guard let key = QueryKey(of: message, over: transport),
            let place = recall(key, message, generation, now, into: &reply)
        else { return false }
        let seconds = recent.term(at: place).seconds(at: now)
        if seconds > 0 { recent.countDown(place, by: seconds, in: &reply) }
        reply[0] = message[0]
        reply[1] = message[1]
        return true
    }

    /// Remembers the reply to this message for as long as it is valid; or not, where it is too long or must not be remembered.
    package mutating func remember(
        _ message: Span<UInt8>, over transport: MessageTransport, reply: [UInt8], validity: AnswerValidity, now: ContinuousClock.Instant
    ) {
        guard let key = QueryKey(of: message, over: transport), (12...Self.longestAnswer).contains(reply.count), isWanted(key)
        else { return }
        _ = keep(key, message, reply, AnswerTerm(validity, from: now))
    }

    /// Whether an answer is to be put away: nothing has to go for it, or the query has come before.
    private mutating func isWanted(_ key: QueryKey) -> Bool {
        older.isEmpty || recent.has(key) || older.has(key) || sightings.isRepeated(key)
    }

    /// Copies the answer as it was put away; its place on the first shelf, nil where there is none that holds.
    private mutating func recall(
        _ key: QueryKey, _ message: Span<UInt8>, _ generation: UInt64, _ now: ContinuousClock.Instant, into reply: inout [UInt8]
    ) -> Int? {
        if let place = recent.place(key, message), recent.term(at: place).holds(in: generation, at: now) {
            recent.copy(place, into: &reply)
            return place
        }
        guard let place = older.place(key, message), older.term(at: place).holds(in: generation, at: now) else { return nil }
        older.copy(place, into: &reply)
        return keep(key, message, reply, older.term(at: place))
    }

    /// Puts an answer onto the first shelf; its place there, nil where it is not to be remembered.
    private mutating func keep(_ key: QueryKey, _ message: Span<UInt8>, _ reply: [UInt8], _ term: AnswerTerm) -> Int? {
        guard let term = limited(term, to: reply) else { return nil }
        if let place = recent.put(key, message, reply, term, times: timeOffsets) { return place }
        swap(&recent, &older)
        recent.removeAll()
        return recent.put(key, message, reply, term, times: timeOffsets)
    }

    /// The term, which ends before the answer's least time is over: no time is ever counted down to 0. Nil where that is at once.
    private mutating func limited(_ term: AnswerTerm, to reply: [UInt8]) -> AnswerTerm? {
        timeOffsets.removeAll(keepingCapacity: true)
        guard term.isTimed else { return term }
        guard TimeToLiveOffsets.append(of: reply.span, to: &timeOffsets) else { return nil }
        return timeOffsets.reduce(term) { $0.limited(to: BigEndian.uint32(in: reply, at: Int($1))) }.nonEmpty
    }
}
