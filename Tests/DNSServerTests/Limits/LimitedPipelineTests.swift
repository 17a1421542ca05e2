import AllocationCounter
import DNSModel
import DNSServer
import ServiceRegistry
import TestSupport
import Testing

/// The limits on a query's way.
@Suite("Queries over a limit") struct LimitedPipelineTests {
    private static let query = QueryOctets.query("web.prod.svc.cluster.local", .a)

    private static func trial(client: Int? = nil, rate: Int? = nil, slip: Int = 2) -> PipelineTrial {
        let web = ServiceKey(namespace: "prod", name: "web")
        let objects = ObjectLists(
            services: [ServiceObject(key: web, addressing: .clusterIP([.named(.v4(IPv4Address(0x0A60_0001)))]))])
        return PipelineTrial(objects) { configuration in
            configuration.limits.clientLimit = client.map { LimitConfiguration.ClientLimit(queriesPerSecond: $0, burst: $0) }
            configuration.limits.rateLimit = rate.map {
                var limit = LimitConfiguration.RateLimit(responsesPerSecond: $0)
                limit.slip = slip
                return limit
            }
        }
    }

    @Test(
        "Those over rateLimit get header and question with TC, and OPT where they sent one, or nothing; not more than they sent",
        arguments: [nil, 1_232] as [UInt16?])
    func truncation(payloadSize: UInt16?) throws {
        let trial = Self.trial(rate: 1, slip: 1)
        let query = QueryOctets.query("WeB.prod.svc.cluster.local", .a, payloadSize: payloadSize, flags: [.checkingDisabled])
        let client = try Client("10.0.0.1")
        #expect(try trial.ask(query, from: client).answer.count == 1)
        let message = try trial.ask(query, from: client)
        #expect(message.header == "1234 qr aa tc rd cd 0" && message.question == ["WeB.prod.svc.cluster.local. IN A"])
        #expect(message.answer + message.authority + message.additional == [])
        #expect(message.extensions == payloadSize.map { "0 \($0)" } && trial.replyCount <= query.count)
        #expect(trial.pipeline.limited == LimitCounters(truncations: 1))
    }

    @Test("Whoever has cookies believes what it gets over a limit: the cookie is there, and good", arguments: MessageTransport.allCases)
    func cookies(transport: MessageTransport) throws {
        let isStream = transport == .stream
        let trial = Self.trial(client: isStream ? 1 : nil, rate: 1, slip: 1)
        let client = try Client("10.0.0.1", over: transport)
        func ask(_ arguments: String, cookie: [UInt8] = Array(1...8)) -> [UInt8] {
            trial.answer(to: DigQuery.octets(arguments, for: "web.prod.svc.cluster.local", cookie: cookie), from: client)
        }
        let cookie = Array(ask("").suffix(24))
        let limited = ask("+dnssec +nsid")
        let expected = isStream ? "REFUSED qr rd | EDNS 0 do | COOKIE" : "NOERROR qr aa tc rd | EDNS 0 do | COOKIE"
        #expect(AnswerOutline(limited)?.description == expected && Array(limited.suffix(24)) == cookie)
        let alone = ask("+header-only +nsid")
        #expect(AnswerOutline(alone)?.description == "NOERROR qr rd | EDNS 0 | COOKIE" && Array(alone.suffix(24)) == cookie)
        #expect(AnswerOutline(ask("+header-only +nocookie +dnssec"))?.description == "FORMERR qr rd | EDNS 0 do")
        if !isStream { #expect(AnswerOutline(ask("", cookie: cookie))?.description == "NOERROR qr aa rd | A | EDNS 0 | COOKIE") }
    }

    @Test("A good cookie lifts rateLimit for who asks for no more than that too", arguments: [(true, 20), (false, 2)])
    func cookieAlone(isGood: Bool, answered: Int) throws {
        let trial = Self.trial(rate: 1, slip: 10)
        let client = try Client("10.0.0.1")
        func ask(_ cookie: [UInt8]) -> [UInt8] {
            trial.answer(to: DigQuery.octets("+header-only", for: "web.prod.svc.cluster.local", cookie: cookie), from: client)
        }
        let mine: [UInt8] = Array(1...8)
        let cookie = Array(ask(mine).suffix(24))
        #expect((0..<20).count { _ in !ask(isGood ? cookie : mine).isEmpty } == answered)
    }

    @Test("A repeated query counts as another does")
    func repeated() throws {
        let trial = Self.trial(client: 100)
        let client = try Client("10.0.0.1")
        let answered = (0..<1_000).count { _ in
            trial.exchange(Self.query, from: client)
            return trial.hasReply
        }
        #expect(answered == 100)
        #expect(trial.pipeline.limited == LimitCounters(silences: 900))
        trial.wait(.seconds(1))
        trial.exchange(Self.query, from: client)
        #expect(trial.hasReply)
    }

    @Test("Over TCP a client over its share is refused, and no other")
    func refusal() throws {
        let trial = Self.trial(client: 1, rate: 1)
        let client = try Client("10.0.0.1", over: .stream)
        #expect(try trial.ask(Self.query, from: client).header == "1234 qr aa rd 0")
        let message = try trial.ask(Self.query, from: client)
        #expect(message.header == "1234 qr rd 5" && message.question == ["web.prod.svc.cluster.local. IN A"])
        #expect(message.answer + message.authority + message.additional == [] && message.extensions == "0 1232")
        #expect(try trial.ask(Self.query, from: Client("10.0.0.2", over: .stream)).answer.count == 1)
        #expect(trial.pipeline.limited == LimitCounters(refusals: 1))
    }

    @Test("What the server asks itself is answered, and takes nothing of the share of who else asks at its address")
    func ownQuestion() throws {
        let trial = Self.trial(client: 1, rate: 1)
        let client = try Client("127.0.0.1")
        for _ in 0..<10 {
            trial.exchange(trial.ownQuestion.message(identifier: 1), from: client)
            #expect(trial.responseCode == 3)
        }
        #expect(try trial.ask(Self.query, from: client).answer.count == 1)
        trial.exchange(Self.query, from: client)
        #expect(!trial.hasReply && trial.pipeline.limited == LimitCounters(silences: 1))
    }

    @Test("The refusals of who is not allowed are limited too: an address that is none of ours may be forged to be refused")
    func strangers() throws {
        let trial = Self.trial(rate: 3)
        let codes = (0..<9).map { _ in
            trial.exchange(Self.query, from: Client(address: .v4(IPv4Address(0xC633_6401)), transport: .datagram))
            return trial.responseCode
        }
        #expect(codes == [5, 5, 5, nil, 5, nil, 5, nil, 5])
    }

    @Test("Over a limit too who is not allowed gets header and question, whatever it sends", arguments: MessageTransport.allCases)
    func bare(transport: MessageTransport) throws {
        let trial = Self.trial(client: transport == .stream ? 1 : nil, rate: 1, slip: 1)
        for arguments in ["", "+dnssec", "+header-only", "+header-only +edns=1", "+header-only +nocookie"] {
            let query = DigQuery.octets(arguments, for: "web.prod.svc.cluster.local")
            let answer = trial.answer(to: query, from: try Client("198.51.100.1", over: transport))
            let outline = try #require(AnswerOutline(answer)).description
            #expect(!outline.contains("|") && !outline.contains("NOERROR") && !outline.contains("tc"), "\(outline)")
        }
    }

    @Test(
        "What is no query gets no more over a limit than below it",
        arguments: [
            ([], ""), (Array(repeating: 0, count: 11), ""), ([0, 1, 0x80] + Array(repeating: 0, count: 9), ""),
            ([0, 1, 0x20] + Array(repeating: 0, count: 9), "1 qr opcode 4 4"), ([0, 1] + Array(repeating: 0, count: 10), "1 qr 1"),
            ([0, 1, 0, 0, 0, 1] + Array(repeating: 0, count: 4_091), "1 qr 1"),
        ] as [([UInt8], String)])
    func noQueries(octets: [UInt8], header: String) throws {
        for transport in MessageTransport.allCases {
            let trial = Self.trial(client: transport == .stream ? 1 : nil, rate: 1, slip: 1)
            let client = try Client("10.0.0.1", over: transport)
            for _ in 0..<3 {
                trial.exchange(octets, from: client)
                #expect(trial.hasReply == !header.isEmpty)
                if trial.hasReply { #expect(try trial.ask(octets, from: client).header == header) }
            }
        }
    }

    @Test("Where there are limits a repeated query costs no allocation either", .enabled(if: allocation_counter_counts()))
    func allocations() throws {
        let trial = Self.trial(client: 1_000, rate: 1_000)
        for client in try [Client("10.0.0.1"), Client("fd00::1"), Client("10.0.0.1", over: .stream)] {
            for _ in 0..<10 { trial.exchange(Self.query, from: client) }
            let before = allocation_counter_total()
            for _ in 0..<100 { trial.exchange(Self.query, from: client) }
            let after = allocation_counter_total()
            #expect(after == before)
        }
        #expect(trial.hasReply)
    }
}
