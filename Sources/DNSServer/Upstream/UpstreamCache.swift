package import DNSModel

/// What upstream has answered, by question, and for how long that holds. Time is handed in.
///
/// It is bounded by entries and by octets. What has to go is the worst of a few entries that are picked at random: each choice
/// costs the same however many there are, and a flood of names that are asked once pushes out but itself.
package struct UpstreamCache {
    private let rules: UpstreamCacheRules
    private var entries: [Question: Int] = [:]
    private var slots: [Slot] = []
    private var generator: SplitMix
    /// What the entries take, about.
    package private(set) var octets = 0

    fileprivate struct Slot {
        let question: Question
        var entry: UpstreamCacheEntry
        var lastUse: ContinuousClock.Instant
        /// Whether it was asked for again after it was first stored.
        var isWanted: Bool
    }

    /// What is known of a question.
    package enum Finding: Hashable {
        /// This is said at once; finished answers may be remembered until then. `isDue`: it is to be fetched anew meanwhile.
        case says(RememberedOutcome, until: ContinuousClock.Instant, isDue: Bool)
        /// Nothing that can be said at once; there may be a stale answer for when upstream is silent.
        case unknown
    }

    /// An empty cache of these rules. The seed says which entries are picked, nothing else.
    package init(_ rules: UpstreamCacheRules, seed: UInt64) {
        self.rules = rules
        generator = SplitMix(state: seed)
    }

    /// How many questions are known.
    package var count: Int { slots.count }

    /// What is known of a question.
    package mutating func find(_ question: Question, at now: ContinuousClock.Instant) -> Finding {
        guard let index = entries[question] else { return .unknown }
        slots[index].lastUse = now
        slots[index].isWanted = true
        return slots[index].entry.finding(at: now)
    }

    /// The stale answer to a question, if there is one that may be given.
    package func stale(_ question: Question, at now: ContinuousClock.Instant) -> RememberedOutcome? {
        entries[question].flatMap { slots[$0].entry.stale(at: now) }
    }

    /// Takes what became of a question, and says what is known of it now.
    package mutating func store(_ outcome: UpstreamOutcome, for question: Question, at now: ContinuousClock.Instant) -> Finding {
        let known = entries[question].map { slots[$0].entry }
        let entry =
            switch outcome {
            case .answer(let answer, _): UpstreamCacheEntry(answer, rules, at: now)
            case .failure(let error): UpstreamCacheEntry(error, insteadOf: known, at: now)
            }
        put(entry, for: question, at: now)
        return entry?.finding(at: now) ?? .unknown
    }

    private mutating func put(_ entry: UpstreamCacheEntry?, for question: Question, at now: ContinuousClock.Instant) {
        let wasKnown = remove(question)
        guard let entry, entry.octets <= rules.memory, rules.entries > 0 else { return }
        let size = entry.octets + question.name.octets.count
        while !slots.isEmpty, slots.count >= rules.entries || octets + size > rules.memory { evict(at: now) }
        entries[question] = slots.count
        slots.append(Slot(question: question, entry: entry, lastUse: now, isWanted: wasKnown))
        octets += slots[slots.count - 1].octets
    }

    @discardableResult
    private mutating func remove(_ question: Question) -> Bool {
        guard let index = entries.removeValue(forKey: question) else { return false }
        octets -= slots[index].octets
        let last = slots.removeLast()
        if index < slots.count {
            slots[index] = last
            entries[last.question] = index
        }
        return true
    }
}

extension UpstreamCache {
    /// So many entries are compared for each that goes.
    private static let sampleSize = 8

    private mutating func evict(at now: ContinuousClock.Instant) {
        let sample = (0..<Self.sampleSize).map { _ in slots[Int.random(in: slots.indices, using: &generator)] }
        guard let worst = sample.min(by: { $0.isWorse(than: $1, at: now) }) else { return }
        remove(worst.question)
    }
}

extension UpstreamCache.Slot {
    fileprivate var octets: Int {
        entry.octets + question.name.octets.count
    }

    /// Whether this goes first: what is over, then what nobody wanted again, then what was wanted longest ago.
    fileprivate func isWorse(than other: Self, at now: ContinuousClock.Instant) -> Bool {
        let (isOver, isOtherOver) = (entry.isOver(at: now), other.entry.isOver(at: now))
        if isOver != isOtherOver { return isOver }
        if isWanted != other.isWanted { return other.isWanted }
        return lastUse < other.lastUse
    }
}

/// Numbers that look random (Steele, Lea, Flood: "Fast splittable pseudorandom number generators"): to pick entries, no secret.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        let first = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        let second = (first ^ first >> 27) &* 0x94D0_49BB_1331_11EB
        return second ^ second >> 31
    }
}
