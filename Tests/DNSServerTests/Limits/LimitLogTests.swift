import DNSModel
import DNSServer
import Logging
import Testing

@Suite("What the log tells of limits") struct LimitLogTests {
    @Test("A line a minute at most, with who was held back most; nothing where nobody was")
    func lines() throws {
        let recorder = LogRecorder(level: .warning)
        let limit = SharedLimit(SteadyRate(perSecond: 1, burst: 1), each: PrefixLengths(ipv4: 24, ipv6: 56))
        var log = LimitLog("rateLimit", limit, logger: recorder.logger)
        let start = ContinuousClock.now
        func flood(_ address: String, times: Int) throws {
            let address = try #require(IPAddress(address))
            for _ in 0..<times { _ = limit.heldBack(address, isProven: false, at: 0) }
        }
        log.tell(at: start)
        #expect(recorder.messages == [])
        try flood("192.0.2.7", times: 4)
        try flood("2001:db8::7", times: 11)
        log.tell(at: start + .seconds(1))
        let first = "rateLimit: 13 answers were not given, most of them (10) to 2001:db8::/56; this is told once a minute at most"
        #expect(recorder.messages == [first])
        for second in 2..<61 {
            try flood("192.0.2.9", times: 1)
            log.tell(at: start + .seconds(second))
        }
        #expect(recorder.messages == [first])
        for second in 61...300 { log.tell(at: start + .seconds(second)) }
        let second = "rateLimit: 59 answers were not given, most of them (59) to 192.0.2.0/24; this is told once a minute at most"
        #expect(recorder.messages == [first, second])
    }

    @Test(
        "At the start it says what is limited and what is not",
        arguments: [
            (nil, nil, "rateLimit and clientLimit are off: nobody is held back"),
            (50, nil, "rateLimit: 50 answers a second over UDP to each IPv4 /24 and IPv6 /56; clientLimit is off"),
            (nil, 100, "clientLimit: 100 queries a second of each client, 200 at once; rateLimit is off"),
            (
                50, 100,
                "rateLimit: 50 answers a second over UDP to each IPv4 /24 and IPv6 /56; "
                    + "clientLimit: 100 queries a second of each client, 200 at once"
            ),
        ] as [(Int?, Int?, String)])
    func summary(rate: Int?, client: Int?, line: String) {
        var configuration = LimitConfiguration()
        configuration.rateLimit = rate.map { LimitConfiguration.RateLimit(responsesPerSecond: $0) }
        configuration.clientLimit = client.map { LimitConfiguration.ClientLimit(queriesPerSecond: $0, burst: 2 * $0) }
        #expect(configuration.summary == line)
    }
}
