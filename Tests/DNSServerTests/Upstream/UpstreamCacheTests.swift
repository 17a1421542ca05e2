import DNSModel
import DNSServer
import Testing

struct UpstreamCacheTests {
    private static let start = ContinuousClock.now

    private static func cache(stale: UInt32 = 0, prefetches: Bool = true, entries: Int = 1_000, memory: Int = 1 << 20) -> UpstreamCache {
        var rules = UpstreamCacheRules()
        (rules.staleSeconds, rules.prefetches, rules.entries, rules.memory) = (stale, prefetches, entries, memory)
        return UpstreamCache(rules, seed: 1)
    }

    /// What is found at a time, in words: what is said, how long a finished answer may be remembered (in milliseconds from now), and
    /// whether it is to be fetched anew.
    private static func look(_ cache: inout UpstreamCache, at milliseconds: Int) -> String {
        let now = start + .milliseconds(milliseconds)
        switch cache.find(SomeAnswers.question, at: now) {
        case .says(let outcome, let until, let isDue):
            return "\(outcome.summary) for \((until - now) / .milliseconds(1))\(isDue ? " due" : "")"
        case .unknown: return cache.stale(SomeAnswers.question, at: now) == nil ? "unknown" : "stale"
        }
    }

    private enum Step {
        case answer(Int, UpstreamAnswer)
        case failure(Int)
    }

    /// One row: what is stored and when, the rules, and what is found when.
    private struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var stale: UInt32 = 0
        var prefetches = true
        let steps: [Step]
        let looks: [(Int, String)]
    }

    private static let rows: [Row] = [
        Row(
            testDescription: "An answer holds for its time and is counted down; in the last tenth it is due",
            steps: [.answer(0, SomeAnswers.address(timeToLive: 100))],
            looks: [
                (0, "NOERROR 100 for 90000.0"), (1_500, "NOERROR 99 for 88500.0"), (89_999, "NOERROR 11 for 1.0"),
                (90_000, "NOERROR 10 for 10000.0 due"), (99_999, "NOERROR 1 for 1.0 due"), (100_000, "unknown"),
            ]),
        Row(
            testDescription: "What is due is so at a whole second, and not before the first",
            steps: [.answer(0, SomeAnswers.address(timeToLive: 15))],
            looks: [(0, "NOERROR 15 for 13000.0"), (12_999, "NOERROR 3 for 1.0"), (13_000, "NOERROR 2 for 2000.0 due")]),
        Row(
            testDescription: "An answer of two seconds is due after one", steps: [.answer(0, SomeAnswers.address(timeToLive: 2))],
            looks: [(999, "NOERROR 2 for 1.0"), (1_000, "NOERROR 1 for 1000.0 due")]),
        Row(
            testDescription: "An answer of one second is never due", steps: [.answer(0, SomeAnswers.address(timeToLive: 1))],
            looks: [(999, "NOERROR 1 for 1.0"), (1_000, "unknown")]),
        Row(
            testDescription: "Without prefetch it is never due", prefetches: false,
            steps: [.answer(0, SomeAnswers.address(timeToLive: 100))], looks: [(95_000, "NOERROR 5 for 5000.0"), (100_000, "unknown")]),
        Row(
            testDescription: "An answer without time is not remembered", steps: [.answer(0, SomeAnswers.address(timeToLive: 0))],
            looks: [(0, "unknown")]),
        Row(
            testDescription: "A negative answer holds for the time of its SOA", prefetches: false,
            steps: [.answer(0, SomeAnswers.nameError(timeToLive: 60))], looks: [(59_000, "NXDOMAIN 1 for 1000.0"), (60_000, "unknown")]),
        Row(
            testDescription: "A failure is remembered for a second", steps: [.failure(0)],
            looks: [(999, "failure 22 for 1.0"), (1_000, "unknown")]),
        Row(
            testDescription: "A bogus answer is remembered for a minute at most, and never given when stale", stale: 1_000,
            prefetches: false,
            steps: [.answer(0, SomeAnswers.address(timeToLive: 3_600, validation: .bogus("why")))],
            looks: [(59_999, "NOERROR 3541 for 1.0"), (60_000, "unknown")]),
        Row(
            testDescription: "A bogus answer without time is remembered for a second", prefetches: false,
            steps: [.answer(0, SomeAnswers.address(timeToLive: 0, validation: .bogus("why")))],
            looks: [(999, "NOERROR 0 for 1.0"), (1_000, "unknown")]),
        Row(
            testDescription: "After its time an answer waits for upstream first; after a failure it is given at once, for 5 s",
            stale: 1_000, steps: [.answer(0, SomeAnswers.address(timeToLive: 10)), .failure(20_000)],
            looks: [
                (20_000, "NOERROR 30 error 3 for 1000.0 due"), (24_999, "NOERROR 30 error 3 for 1000.0 due"), (25_000, "stale"),
                (1_009_999, "stale"), (1_010_000, "unknown"),
            ]),
        Row(
            testDescription: "A name that did not exist is said to be stale as one", stale: 1_000,
            steps: [.answer(0, SomeAnswers.nameError(timeToLive: 10)), .failure(20_000)],
            looks: [(20_000, "NXDOMAIN 30 error 19 for 1000.0 due")]),
        Row(
            testDescription: "A stale answer that may not be given any more gives way to the failure", stale: 10,
            steps: [.answer(0, SomeAnswers.address(timeToLive: 10)), .failure(19_500)],
            looks: [(19_999, "NOERROR 30 error 3 for 1000.0 due"), (20_000, "failure 22 for 500.0"), (20_500, "unknown")]),
        Row(
            testDescription: "Without stale answers a failure after the time is a failure",
            steps: [.answer(0, SomeAnswers.address(timeToLive: 10)), .failure(20_000)],
            looks: [(20_000, "failure 22 for 1000.0"), (21_000, "unknown")]),
        Row(
            testDescription: "A refresh that fails leaves the answer its time, and is tried again after a second",
            steps: [.answer(0, SomeAnswers.address(timeToLive: 100)), .failure(95_000)],
            looks: [(95_999, "NOERROR 5 for 4001.0"), (96_000, "NOERROR 4 for 4000.0 due"), (100_000, "unknown")]),
        Row(
            testDescription: "A new answer takes the place of the old one and of its failure", stale: 1_000,
            steps: [
                .answer(0, SomeAnswers.address(timeToLive: 10)), .failure(20_000), .answer(21_000, SomeAnswers.nameError(timeToLive: 50)),
            ],
            looks: [(21_000, "NXDOMAIN 50 for 45000.0")]),
    ]

    @Test("What is known of a question is told by its times", arguments: rows)
    private func times(row: Row) {
        var cache = Self.cache(stale: row.stale, prefetches: row.prefetches)
        for step in row.steps {
            switch step {
            case .answer(let time, let answer):
                _ = cache.store(.answer(answer, nil), for: SomeAnswers.question, at: Self.start + .milliseconds(time))
            case .failure(let time): _ = cache.store(SomeAnswers.failure, for: SomeAnswers.question, at: Self.start + .milliseconds(time))
            }
        }
        for (time, expected) in row.looks { #expect(Self.look(&cache, at: time) == expected, "after \(time) ms") }
    }

    @Test("An answer is found in any case of its question, and for no other question")
    func keys() {
        var cache = Self.cache()
        _ = cache.store(.answer(SomeAnswers.address(timeToLive: 9), nil), for: SomeAnswers.question, at: Self.start)
        let shouted = Question(name: "WWW.EXAMPLE.COM", type: .a)
        #expect(cache.find(shouted, at: Self.start) != .unknown)
        let other = Question(name: SomeAnswers.name, type: .aaaa)
        #expect(cache.find(other, at: Self.start) == .unknown)
    }

    @Test("To find a large answer copies none of its records; to tell it does")
    func large() {
        let now = Self.start + .seconds(10)
        let records = (0..<5_000).map {
            ResourceRecord(owner: SomeAnswers.name, timeToLive: 300, data: .a(IPv4Address(UInt32($0))))
        }
        var cache = Self.cache(memory: 64 << 20)
        let answer = UpstreamAnswer(to: .a, responseCode: .noError, validation: .insecure, answer: records, authority: [])
        _ = cache.store(.answer(answer, nil), for: SomeAnswers.question, at: Self.start)
        var outcomes: [UpstreamOutcome] = []
        let finding = ContinuousClock().measure {
            for _ in 0..<20 { #expect(cache.find(SomeAnswers.question, at: now) != .unknown) }
        }
        let telling = ContinuousClock().measure {
            for _ in 0..<20 {
                guard case .says(let said, _, _) = cache.find(SomeAnswers.question, at: now) else { return }
                outcomes.append(said.outcome)
            }
        }
        #expect(outcomes.map(\.summary) == Array(repeating: "NOERROR 290", count: 20))
        #expect(finding < telling / 3)
    }

    @Test("Entries and octets have a bound, whatever comes")
    func bounds() {
        for (entries, memory) in [(100, 1 << 20), (100_000, 50_000), (0, 1 << 20), (100, 100)] {
            var cache = Self.cache(entries: entries, memory: memory)
            for number in 0..<2_000 {
                let outcome = number % 3 == 0 ? SomeAnswers.failure : .answer(SomeAnswers.address(timeToLive: 300), nil)
                _ = cache.store(outcome, for: SomeAnswers.question(number % 1_500), at: Self.start + .milliseconds(number))
                #expect(cache.count <= entries && cache.octets <= memory)
            }
            #expect(cache.count > (entries == 0 || memory == 100 ? -1 : 50))
        }
    }

    @Test("A flood of names that are asked once leaves the names that are asked again")
    func flood() {
        var cache = Self.cache(entries: 1_000)
        let wanted = (0..<300).map { SomeAnswers.question($0) }
        for question in wanted { _ = cache.store(.answer(SomeAnswers.address(timeToLive: 3_600), nil), for: question, at: Self.start) }
        for question in wanted { _ = cache.find(question, at: Self.start + .seconds(1)) }
        for number in 1_000..<51_000 {
            let now = Self.start + .milliseconds(2_000 + number)
            _ = cache.store(.answer(SomeAnswers.nameError(timeToLive: 3_600), nil), for: SomeAnswers.question(number), at: now)
        }
        let left = wanted.count { cache.find($0, at: Self.start + .seconds(60)) != .unknown }
        #expect(left >= 295, "\(left) of 300")
    }

    @Test("What is over goes before what holds")
    func overFirst() {
        var cache = Self.cache(entries: 200)
        for number in 0..<100 {
            _ = cache.store(.answer(SomeAnswers.address(timeToLive: 1), nil), for: SomeAnswers.question(number), at: Self.start)
            _ = cache.find(SomeAnswers.question(number), at: Self.start)
        }
        for number in 100..<260 {
            let now = Self.start + .seconds(10)
            _ = cache.store(.answer(SomeAnswers.address(timeToLive: 300), nil), for: SomeAnswers.question(number), at: now)
        }
        let left = (100..<260).count { cache.find(SomeAnswers.question($0), at: Self.start + .seconds(10)) != .unknown }
        #expect(left >= 150, "\(left) of 160")
    }
}
