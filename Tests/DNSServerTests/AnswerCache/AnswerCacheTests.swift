import DNSModel
import DNSServer
import DNSWire
import TestSupport
import Testing

/// A cache with a clock that stands still, what it is asked, and what it answers.
private final class Trial {
    static let start = ContinuousClock.now
    var cache = AnswerCache()
    var reply: [UInt8] = []

    static func query(_ name: DomainName, _ identifier: UInt16 = 1) -> [UInt8] {
        QueryOctets.query(name, .a, identifier: identifier)
    }

    static func client(_ transport: MessageTransport) -> Client {
        Client(address: .v4(IPv4Address(0x7F00_0001)), transport: transport)
    }

    /// An answer with an address for each time to live.
    static func answer(_ name: DomainName, times: [UInt32] = [300], authority: [ResourceRecord] = []) throws -> [UInt8] {
        let records = times.map { ResourceRecord(owner: name, timeToLive: $0, data: .a(IPv4Address(0x0A00_0001))) }
        var octets: [UInt8] = []
        let query = try QueryDecoder.decode(query(name).span)
        ResponseEncoder.encode(Response(.noError, answer: records, authority: authority), to: query, limit: 4_096, into: &octets)
        return octets
    }

    static func at(_ seconds: Double) -> ContinuousClock.Instant {
        start + .milliseconds(Int(seconds * 1_000))
    }

    /// The same as the cache counts it.
    static func moment(_ seconds: Double) -> Duration {
        at(seconds) - AnswerCache.epoch
    }

    func remember(
        _ name: DomainName, _ validity: AnswerValidity = .generation(1), over transport: MessageTransport = .datagram,
        times: [UInt32] = [300], at seconds: Double = 0
    ) throws {
        cache.remember(
            Self.query(name).span, from: Self.client(transport), reply: try Self.answer(name, times: times), AnswerReuse(validity),
            now: { Self.at(seconds) })
    }

    func finds(
        _ name: DomainName, generation: UInt64 = 1, over transport: MessageTransport = .datagram, at seconds: Double = 0,
        identifier: UInt16 = 1
    ) -> Bool {
        cache.find(
            Self.query(name, identifier).span, from: Self.client(transport), generation: generation, turn: 0, now: { Self.at(seconds) },
            into: &reply)
    }

    /// Whether these octets have an answer over TCP.
    func finds(_ message: [UInt8]) -> Bool {
        cache.find(message.span, from: Self.client(.stream), generation: 1, turn: 0, now: { Self.start }, into: &reply)
    }

    /// The times to live of the answer; nil where there is none.
    func times(_ name: DomainName, generation: UInt64 = 1, at seconds: Double) -> [String]? {
        guard finds(name, generation: generation, at: seconds) else { return nil }
        let message = LdnsMessage(reply)
        return message.map { ($0.answer + $0.authority).map { String($0.split(separator: " ")[1]) } }
    }
}

struct AnswerCacheTests {
    private static let name: DomainName = "www.example.test"

    @Test("What was remembered comes back octet by octet under the ID of who asks")
    func identifier() throws {
        let trial = Trial()
        #expect(!trial.finds(Self.name))
        try trial.remember(Self.name)
        for identifier in [0, 1, 0x1234, 0xFFFF] as [UInt16] {
            #expect(trial.finds(Self.name, identifier: identifier))
            let expected = try Trial.answer(Self.name)
            #expect(trial.reply == [UInt8(identifier >> 8), UInt8(identifier & 0xFF)] + expected.dropFirst(2))
        }
    }

    @Test("An answer of the registry ends with its generation, and its times stand still")
    func generations() throws {
        let trial = Trial()
        try trial.remember(Self.name, .generation(7), times: [5])
        #expect(trial.times(Self.name, generation: 7, at: 100_000) == ["5"])
        #expect(trial.times(Self.name, generation: 8, at: 0) == nil)
        #expect(trial.times(Self.name, generation: 6, at: 0) == nil)
        try trial.remember(Self.name, .generation(8), times: [6])
        #expect(trial.times(Self.name, generation: 8, at: 0) == ["6"])
    }

    @Test("Times from upstream are counted down by whole seconds, and end with the least of them", arguments: [0, 0.25, 0.999])
    func countdown(offset: Double) throws {
        let trial = Trial()
        try trial.remember(Self.name, .until(Trial.moment(offset + 10)), times: [300, 10, 0x7FFF_FFFF], at: offset)
        for second in 0..<10 {
            let expected = [300 - second, 10 - second, 0x7FFF_FFFF - second].map(String.init)
            for fraction in [0, 0.001, 0.5, 0.999] {
                #expect(trial.times(Self.name, at: offset + Double(second) + fraction) == expected)
            }
        }
        #expect(trial.times(Self.name, at: offset + 10) == nil)
    }

    @Test("An answer that is remembered in the middle of a second goes on where the memory before has it")
    func phase() throws {
        let trial = Trial()
        // Upstream answered at 0 with 10 s; at 3.7 s it is 7 s there, and 6 s from 4 s on.
        try trial.remember(Self.name, .until(Trial.moment(10)), times: [7], at: 3.7)
        #expect(trial.times(Self.name, at: 3.7) == ["7"])
        #expect(trial.times(Self.name, at: 3.999) == ["7"])
        #expect(trial.times(Self.name, at: 4.001) == ["6"])
        #expect(trial.times(Self.name, at: 9.999) == ["1"])
        #expect(trial.times(Self.name, at: 10) == nil)
    }

    @Test(
        "A finished answer counts down with the memory that it was made from, whenever it was made",
        arguments: [1, 2, 3, 7, 10, 15, 33, 300] as [UInt32], [true, false])
    func agreement(timeToLive: UInt32, prefetches: Bool) throws {
        var rules = UpstreamCacheRules()
        rules.prefetches = prefetches
        var memory = UpstreamCache(rules, seed: 1)
        let question = SomeAnswers.question
        _ = memory.store(.answer(SomeAnswers.address(timeToLive: timeToLive), nil), for: question, at: Trial.at(0.123))
        // Ten times as far apart where there are ten times as many: each is compared with each.
        let moments = stride(from: 0.123, to: Double(timeToLive) + 0.123, by: timeToLive < 40 ? 0.217 : 2.17)
        for made in moments where made < 40 {
            let trial = Trial()
            guard case .says(let said, let end, _) = memory.find(question, at: Trial.at(made)), let answer = said.outcome.answer else {
                continue
            }
            try trial.remember(Self.name, .until(end - AnswerCache.epoch), times: [answer.timeToLive], at: made)
            for now in moments where now >= made && Trial.at(now) < end {
                guard case .says(let said, _, _) = memory.find(question, at: Trial.at(now)), let answer = said.outcome.answer else {
                    continue
                }
                #expect(trial.times(Self.name, at: now) == ["\(answer.timeToLive)"], "made at \(made) s, asked at \(now) s")
            }
        }
    }

    @Test("An answer of both ends with the generation, with its end and with its least time, whichever is first")
    func both() throws {
        let trial = Trial()
        try trial.remember(Self.name, .both(generation: 1, until: Trial.moment(20)), times: [30, 300])
        #expect(trial.times(Self.name, at: 19.5) == ["11", "281"])
        #expect(trial.times(Self.name, generation: 2, at: 1) == nil)
        #expect(trial.times(Self.name, at: 20) == nil)
        try trial.remember(Self.name, .both(generation: 1, until: Trial.moment(20)), times: [5, 300])
        #expect(trial.times(Self.name, at: 4.9) == ["1", "296"])
        #expect(trial.times(Self.name, at: 5) == nil)
    }

    @Test("The SOA of a negative answer is counted down, and OPT is left alone")
    func negative() throws {
        let start = StartOfAuthority(
            primaryServer: "ns.test", mailbox: "admin.test", serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 60)
        let soa = ResourceRecord(owner: "example.test", timeToLive: 60, data: .soa(start))
        let trial = Trial()
        let answer = try Trial.answer(Self.name, times: [], authority: [soa])
        trial.cache.remember(
            Trial.query(Self.name).span, from: Trial.client(.datagram), reply: answer, AnswerReuse(.until(Trial.moment(60))),
            now: { Trial.start })
        #expect(trial.times(Self.name, at: 59) == ["1"])
        #expect(LdnsMessage(trial.reply)?.extensions == LdnsMessage(answer)?.extensions)
        #expect(LdnsMessage(trial.reply)?.extensions != nil)
    }

    @Test("An answer without records ends with its time")
    func failure() throws {
        let trial = Trial()
        try trial.remember(Self.name, .until(Trial.moment(1)), times: [])
        #expect(trial.times(Self.name, at: 0.999) == [])
        #expect(trial.times(Self.name, at: 1) == nil)
    }

    @Test("What has no time left, what is too long and what is no message is not remembered")
    func unwanted() throws {
        let trial = Trial()
        try trial.remember(Self.name, .until(Trial.moment(10)), times: [300, 0])
        #expect(!trial.finds(Self.name))
        let long = [UInt8](repeating: 0, count: AnswerCache.longestAnswer + 1)
        let query = Trial.query(Self.name)
        for (message, reply) in [(query, long), (query, [1, 2, 3]), ([1, 2, 3], query), (Array(long.prefix(513)), query)] {
            trial.cache.remember(
                message.span, from: Trial.client(.stream), reply: reply, AnswerReuse(.generation(1)), now: { Trial.start })
            #expect(!trial.finds(message))
        }
        let cut = Array(try Trial.answer(Self.name).dropLast())
        trial.cache.remember(
            query.span, from: Trial.client(.datagram), reply: cut, AnswerReuse(.until(Trial.moment(10))), now: { Trial.start })
        #expect(!trial.finds(Self.name))
        #expect(trial.cache.octets == 0)
    }

    @Test("Transport, spelling and every other octet but the ID tell queries apart")
    func keys() throws {
        let trial = Trial()
        try trial.remember(Self.name, over: .stream)
        #expect(trial.finds(Self.name, over: .stream))
        #expect(!trial.finds(Self.name, over: .datagram))
        #expect(!trial.finds("Www.example.test", over: .stream))
        let query = Trial.query(Self.name)
        for position in 2..<query.count {
            var changed = query
            changed[position] ^= 1
            #expect(!trial.finds(changed))
        }
        #expect(!trial.finds(query + [0]))
    }

    private static func random(_ number: Int) throws -> DomainName {
        try #require(DomainName("x\(number).example.test"))
    }

    @Test("A flood of names that are asked once pushes out nothing, though it is never asked in between")
    func flood() throws {
        let trial = Trial()
        trial.cache = AnswerCache(maximumOctets: 1 << 17)
        // More than fits comes once, so that the memory is full; the hot ones come again.
        for number in 0..<1_000 { try trial.remember(Self.random(number)) }
        for _ in 0..<2 { try trial.remember(Self.name) }
        #expect(trial.finds(Self.name))
        for number in 1_000..<11_000 { try trial.remember(Self.random(number)) }
        #expect(trial.finds(Self.name))
    }

    @Test("A flood of names that are asked twice does not push out what is asked now and then, with its times as they were")
    func floodOfRepeated() throws {
        let trial = Trial()
        trial.cache = AnswerCache(maximumOctets: 1 << 17)
        for number in 0..<1_000 { try trial.remember(Self.random(number)) }
        for _ in 0..<2 { try trial.remember(Self.name, .until(Trial.moment(300)), at: 0) }
        for number in 1_000..<4_000 {
            for _ in 0..<2 { try trial.remember(Self.random(number)) }
            if number.isMultiple(of: 100) { #expect(trial.times(Self.name, at: Double(number) / 40) == ["\(300 - number / 40)"]) }
        }
        let forgotten = try (0..<1_000).count { !trial.finds(try Self.random($0)) }
        #expect(forgotten == 1_000)
    }

    @Test("When others are asked for than before, as many as there is room for are remembered soon, though each comes once a round")
    func newNames() throws {
        let trial = Trial()
        for number in 0..<30_000 { try trial.remember(Self.random(number)) }
        for _ in 0..<4 {
            for number in 50_000..<60_000 where !trial.finds(try Self.random(number)) { try trial.remember(Self.random(number)) }
        }
        let missing = try (50_000..<60_000).count { !trial.finds(try Self.random($0)) }
        #expect(missing < 500)
    }

    @Test("The memory is never larger than its bound, and it is used", arguments: [1 << 15, 1 << 17, 1 << 20])
    func bound(octets: Int) throws {
        let trial = Trial()
        trial.cache = AnswerCache(maximumOctets: octets)
        var most = 0
        for number in 0..<(octets / 64) {
            for _ in 0..<2 { try trial.remember(Self.random(number), .until(Trial.moment(300))) }
            most = max(most, trial.cache.octets)
        }
        #expect((octets * 9 / 10)...octets ~= most)
        #expect(trial.cache.octets >= octets / 3)
    }

    @Test("Answers up to the greatest length are remembered, if there is room at all", arguments: [(1 << 20, true), (1 << 13, false)])
    func longAnswer(octets: Int, isKept: Bool) {
        let trial = Trial()
        trial.cache = AnswerCache(maximumOctets: octets)
        let reply = [UInt8](repeating: 0xAA, count: AnswerCache.longestAnswer)
        let query = Trial.query(Self.name)
        trial.cache.remember(
            query.span, from: Trial.client(.stream), reply: reply, AnswerReuse(.generation(1)), now: { Trial.start })
        #expect(trial.finds(Self.name, over: .stream) == isKept)
    }
}

extension UpstreamOutcome {
    fileprivate var answer: UpstreamAnswer? {
        if case .answer(let answer, _) = self { answer } else { nil }
    }
}
