import DNSModel
import DNSServer
import Testing

@Suite("What becomes of queries by the limits") struct QueryLimitsTests {
    private static func limits(client: Int? = nil, rate: Int? = nil, slip: Int = 2) throws -> QueryLimits {
        var configuration = LimitConfiguration()
        configuration.clientLimit = client.map { LimitConfiguration.ClientLimit(queriesPerSecond: $0, burst: $0) }
        configuration.rateLimit = rate.map {
            var limit = LimitConfiguration.RateLimit(responsesPerSecond: $0)
            limit.slip = slip
            return limit
        }
        return try #require(QueryLimits(configuration))
    }

    private static func verdicts(
        _ limits: QueryLimits, _ address: String, over transport: MessageTransport = .datagram, cookie: Bool = false, at now: Int64 = 0,
        times: Int
    ) throws -> [LimitVerdict] {
        let client = try Client(address, over: transport)
        return (0..<times).map { _ in limits.verdict(for: client, hasValidCookie: cookie, at: now) }
    }

    @Test("Where none is configured there are none")
    func off() {
        #expect(QueryLimits(LimitConfiguration()) == nil)
    }

    @Test(
        "Over rateLimit every slip-th query gets TC, the others nothing",
        arguments: [(0, "ssssss"), (1, "tttttt"), (2, "ststst"), (3, "sstsst"), (10, "ssssss")])
    func slips(slip: Int, marks: String) throws {
        let verdicts = try Self.verdicts(Self.limits(rate: 3, slip: slip), "192.0.2.1", times: 9)
        #expect(verdicts == [.answer, .answer, .answer] + marks.map { $0 == "t" ? .truncation : .silence })
    }

    @Test(
        "rateLimit is for UDP from addresses that nobody has proven, by /24 and /56",
        arguments: [
            ("192.0.2.1", "192.0.2.255", MessageTransport.datagram, false, true), ("192.0.2.1", "192.0.3.1", .datagram, false, false),
            ("192.0.2.1", "192.0.2.1", .stream, false, false), ("192.0.2.1", "192.0.2.1", .datagram, true, false),
            ("2001:db8::1", "2001:db8:0:ff::1", .datagram, false, true), ("2001:db8::1", "2001:db8:0:100::1", .datagram, false, false),
        ])
    func rateLimit(flooder: String, other: String, transport: MessageTransport, cookie: Bool, isHeldBack: Bool) throws {
        let limits = try Self.limits(rate: 10)
        _ = try Self.verdicts(limits, flooder, times: 1_000)
        let verdicts = try Self.verdicts(limits, other, over: transport, cookie: cookie, times: 10)
        #expect(verdicts.allSatisfy { ($0 == .answer) != isHeldBack })
    }

    @Test(
        "clientLimit is for everybody by address, an IPv6 host's being a /64: silence over UDP, REFUSED over TCP",
        arguments: [
            ("10.0.0.1", "10.0.0.1", MessageTransport.datagram, false, LimitVerdict.silence),
            ("10.0.0.1", "10.0.0.2", .datagram, false, .answer), ("10.0.0.1", "10.0.0.1", .stream, false, .refusal),
            ("10.0.0.1", "10.0.0.1", .datagram, true, .silence), ("fd00::1", "fd00::ffff:1", .datagram, false, .silence),
            ("fd00::1", "fd00:0:0:1::1", .datagram, false, .answer),
        ])
    func clientLimit(flooder: String, other: String, transport: MessageTransport, cookie: Bool, verdict: LimitVerdict) throws {
        let limits = try Self.limits(client: 10)
        _ = try Self.verdicts(limits, flooder, over: transport, cookie: cookie, times: 1_000)
        let verdicts = try Self.verdicts(limits, other, over: transport, cookie: cookie, times: 10)
        #expect(Set(verdicts) == [verdict])
    }

    @Test("A flood in a client's name leaves it what it asks over TCP or with a cookie")
    func forged() throws {
        let limits = try Self.limits(client: 10, rate: 10)
        _ = try Self.verdicts(limits, "10.0.0.1", times: 1_000)
        let overTCP = try Self.verdicts(limits, "10.0.0.1", over: .stream, times: 5)
        let withCookie = try Self.verdicts(limits, "10.0.0.1", cookie: true, times: 5)
        #expect(Set(overTCP + withCookie) == [.answer])
    }

    @Test("What clientLimit keeps back is no answer that rateLimit counts")
    func both() throws {
        let limits = try Self.limits(client: 10, rate: 20)
        #expect(try Self.verdicts(limits, "10.0.0.1", times: 100).count { $0 == .answer } == 10)
        #expect(try Self.verdicts(limits, "10.0.0.2", times: 10) == Array(repeating: .answer, count: 10))
        #expect(try Self.verdicts(limits, "10.0.0.3", times: 4) == [.silence, .truncation, .silence, .truncation])
    }

    @Test("After a second everybody has a share again")
    func recovers() throws {
        let limits = try Self.limits(client: 10)
        #expect(try Self.verdicts(limits, "10.0.0.1", times: 100).count { $0 == .answer } == 10)
        #expect(try Self.verdicts(limits, "10.0.0.1", at: 1_000_000_000, times: 100).count { $0 == .answer } == 10)
    }

    @Test("Many workers at once give a client its share and no more")
    func workers() async throws {
        let limits = try Self.limits(client: 1_000)
        let answers = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { (try? Self.verdicts(limits, "10.0.0.1", times: 1_000).count { $0 == .answer }) ?? -1 }
            }
            return await group.reduce(0, +)
        }
        #expect(answers == 1_000)
    }
}
