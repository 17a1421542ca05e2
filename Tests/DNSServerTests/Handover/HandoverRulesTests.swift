import DNSServer
import Testing

struct HandoverRulesTests {
    private var rules = HandoverRules()

    /// A handover that has come so far: 0 nothing said, 1 the sockets given, 2 everything given, 3 over.
    private static func rules(after steps: Int) -> HandoverRules {
        var rules = HandoverRules()
        for event in [HandoverRules.Event.message(.hello), .stateIsFree, .message(.ready)].prefix(steps) { _ = rules.take(event) }
        return rules
    }

    @Test("The sockets, then the state, then the second server answers, and nothing follows")
    mutating func whole() {
        #expect(rules.take(.message(.hello)) == .giveSockets)
        #expect(rules.take(.stateIsFree) == .giveState)
        #expect(rules.take(.message(.ready)) == .go)
        for event in [HandoverRules.Event.closed, .late, .stateIsFree, .message(.hello), .failure(.malformed)] {
            #expect(rules.take(event) == .nothing)
        }
    }

    @Test("Before the end the first server goes on, and takes back what it has given", arguments: 0...2)
    func failures(steps: Int) {
        let wrong: [HandoverMessage] = [.sockets, .state, .go, .refused("why")] + (steps == 0 ? [.ready] : [.hello])
        let events = wrong.map { HandoverRules.Event.message($0) } + [.closed, .late, .failure(.malformed), .failure(.otherVersion("2"))]
        for event in events + (steps == 1 ? [.message(.ready)] : []) {
            var rules = Self.rules(after: steps)
            guard case .giveUp(_, let takesBack) = rules.take(event) else {
                Issue.record("\(event)")
                continue
            }
            #expect(takesBack == (steps > 0))
            #expect(rules.take(.message(.ready)) == .nothing && rules.take(.stateIsFree) == .nothing)
        }
    }

    @Test("No event is waited for without a bound")
    func patience() {
        for steps in 0...3 { #expect((.seconds(1) ... .seconds(60)).contains(Self.rules(after: steps).patience)) }
    }

    @Test(
        "A message is read as it was written",
        arguments: [HandoverMessage.hello, .sockets, .state, .ready, .go, .refused("for a reason, in words"), .refused("")])
    func messages(message: HandoverMessage) throws {
        #expect(try HandoverMessage.read(message.octets) == message)
    }

    @Test(
        "What is no message is malformed, and of another version a refusal alone is understood",
        arguments: [
            ("", .malformed), ("svcdns-handover", .malformed), ("svcdns-handover 1", .malformed), ("svcdns-handover 1 hullo", .malformed),
            ("svcdns-handover 1 hello ", .malformed), ("svcdns-handover  1 hello", .malformed), ("svcdns-handover -1 hello", .malformed),
            ("svcdns-handover ١ hello", .malformed), ("svcdns-handover 1234567890 hello", .malformed),
            ("svcdns-handover 2 hello", .otherVersion("2")), ("svcdns-handover 0 go", .otherVersion("0")),
            ("svcdns-handover 2 anything at all", .otherVersion("2")),
        ] as [(String, HandoverMessage.Failure)])
    func malformed(text: String, failure: HandoverMessage.Failure) {
        #expect(throws: failure) { try HandoverMessage.read(Array(text.utf8)) }
    }

    @Test("A reason is one line of plain characters, however it was written")
    func reason() throws {
        let octets = Array("svcdns-handover 9 refused a\nb\u{1B}[31m \u{7F}\(String(repeating: "é", count: 1_000))".utf8)
        guard case .refused(let reason) = try HandoverMessage.read(octets) else {
            Issue.record("no refusal")
            return
        }
        #expect(reason.hasPrefix("a?b?[31m ???") && reason.utf8.count == 200)
    }
}
