import DNSModel
import TestSupport
import Testing
import Upstream

@Suite struct AnswerTests {
    private static let records = [
        "example.test. 60 IN SOA ns.example.test. admin.example.test. 1 2 3 4 5",
        "host.example.test. 300 IN A 192.0.2.1", "host.example.test. 300 IN A 192.0.2.2", "host.example.test. 300 IN AAAA 2001:db8::1",
        "text.example.test. 300 IN TXT \"one\" \"two\"", "odd.example.test. 300 IN TYPE65280 \\# 3 010203",
        "first.example.test. 300 IN CNAME second.example.test.", "second.example.test. 200 IN CNAME host.example.test.",
        "dead.example.test. 300 IN CNAME missing.example.test.", "long.example.test. 100000 IN A 192.0.2.9",
        "short.example.test. 1 IN A 192.0.2.9", ". 300 IN NS ns.example.test.",
        "10.in-addr.arpa. 300 IN PTR net.example.test.", "*.10.in-addr.arpa. 300 IN PTR ten.example.test.",
    ]

    private let upstream: FakeUpstream
    private let asker: Asker

    init() throws {
        upstream = try FakeUpstream(Self.records)
        asker = try Asker(upstream)
    }

    @Test(
        arguments: [
            ("host.example.test.", .a, "NOERROR", ["host.example.test. 300 IN A 192.0.2.1", "host.example.test. 300 IN A 192.0.2.2"]),
            ("host.example.test.", .aaaa, "NOERROR", ["host.example.test. 300 IN AAAA 2001:db8::1"]),
            ("HosT.example.test.", .aaaa, "NOERROR", ["HosT.example.test. 300 IN AAAA 2001:db8::1"]),
            ("text.example.test.", .txt, "NOERROR", ["text.example.test. 300 IN TXT \"one\" \"two\""]),
            ("odd.example.test.", RecordType(rawValue: 65_280), "NOERROR", ["odd.example.test. 300 IN TYPE65280 \\# 3 010203"]),
            (
                "first.example.test.", .aaaa, "NOERROR",
                [
                    "first.example.test. 300 IN CNAME second.example.test.", "second.example.test. 200 IN CNAME host.example.test.",
                    "host.example.test. 300 IN AAAA 2001:db8::1",
                ]
            ),
            ("dead.example.test.", .a, "NXDOMAIN", ["dead.example.test. 300 IN CNAME missing.example.test."]),
            (".", .ns, "NOERROR", [". 300 IN NS ns.example.test."]),
            ("host.example.test.", .txt, "NOERROR", []), ("missing.example.test.", .a, "NXDOMAIN", []),
        ] as [(DomainName, RecordType, String, [String])])
    func answersComeAsTheyAre(_ name: DomainName, _ type: RecordType, _ code: String, _ answer: [String]) throws {
        let message = try asker.reply(name, type)?.message
        #expect(message?.responseCode == code)
        #expect(message?.answer.sorted() == answer.sorted())
        #expect(message?.answer.first == answer.first || answer.allSatisfy { !$0.contains("CNAME") })
        let isNegative = message?.answer.allSatisfy { $0.contains("CNAME") } == true
        #expect(message?.authority == (isNegative ? ["example.test. 5 IN SOA ns.example.test. admin.example.test. 1 2 3 4 5"] : []))
    }

    @Test func anAnswerThatFitsNoDatagramComesWhole() throws {
        let records = (10...41).map { "big.example.test. 300 IN TXT \"\($0)\(String(repeating: "x", count: 250))\"" }
        try upstream.replaceRecords(records)
        guard case .message(let octets, .insecure) = try asker.reply("big.example.test.", .txt) else { throw NoAnswer() }
        #expect(octets.count > 8_000)
        #expect(LdnsMessage(octets)?.answer.count == 32 && LdnsMessage(octets)?.flags.contains("tc") == false)
    }

    @Test func onlyTruncationOverUDPIsNoAnswer() throws {
        upstream.behave(.truncates)
        #expect(try asker.reply("host.example.test.", .aaaa)?.message?.answer == ["host.example.test. 300 IN AAAA 2001:db8::1"])
    }

    @Test(arguments: [
        Array("a.b\\c\"d;e f'g#h{i}j$k@l(m)\u{0}\n\t".utf8) + [0xFF, 0x80], [0], Array("-_*".utf8), [UInt8](repeating: 0, count: 63),
    ])
    func namesOfEveryOctetAreAsked(_ octets: [UInt8]) throws {
        let name = try #require(Label(octets: octets).flatMap { DomainName([$0], in: "example.test.") })
        #expect(try asker.reply(name)?.message?.responseCode == "NXDOMAIN")
        #expect(upstream.count(name) == 1)
    }

    @Test func theLongestNameIsAsked() throws {
        let name = try #require(
            DomainName(
                wire: (0..<3).flatMap { _ in [63] + [UInt8](repeating: 7, count: 63) } + [61] + [UInt8](repeating: 0, count: 61) + [0]))
        #expect(name.octets.count == DomainName.maximumLength)
        #expect(try asker.reply(name)?.message?.responseCode == "NXDOMAIN")
        #expect(upstream.count(name) == 1)
    }

    @Test func nothingThatUpstreamSaysIsRememberedHere() throws {
        for _ in 0..<3 { #expect(try asker.reply("first.example.test.")?.message?.answer.count == 4) }
        for _ in 0..<3 { #expect(try asker.reply("missing.example.test.")?.message?.responseCode == "NXDOMAIN") }
        #expect(upstream.count("first.example.test.") == 3 && upstream.count("missing.example.test.") == 3)
    }

    @Test func limitsOfTimeToLiveShowInTheAnswers() throws {
        var settings = EngineSettings(.servers([upstream.server]))
        settings.timeToLive = 30...1_000
        settings.negativeTimeToLive = 40
        // libunbound has these limits once for all engines of a process, and other tests make some.
        var answers: [[String]?] = []
        for _ in 0..<50 where answers != Self.limited {
            let asker = try Asker(settings)
            answers = try ["long.example.test.", "short.example.test."].map { try asker.reply($0)?.message?.answer }
        }
        #expect(answers == Self.limited)
    }

    private static let limited = [["long.example.test. 1000 IN A 192.0.2.9"], ["short.example.test. 30 IN A 192.0.2.9"]]

    struct NoAnswer: Error {}
}
