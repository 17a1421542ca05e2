import DNSModel
import DNSServer
import Testing

struct SelfTestQuestionTests {
    private static let question = SelfTestQuestion(in: DomainName("cluster.local"))
    private static let query = question.message(identifier: 0x1234)

    /// The query with other octets at these places, and so many octets behind it.
    private static func answer(_ octets: [Int: UInt8], more: Int = 0) -> [UInt8] {
        var answer = query + [UInt8](repeating: 0, count: more)
        for (place, octet) in octets { answer[place] = octet }
        return answer
    }

    @Test(
        "An answer is a response to the query's number and question that says NXDOMAIN, NOERROR or REFUSED",
        arguments: [
            ("NOERROR with records", answer([2: 0x85], more: 40), true),
            ("NOERROR, truncated", answer([2: 0x83]), true),
            ("NXDOMAIN", answer([2: 0x85, 3: 3], more: 40), true),
            ("REFUSED", answer([2: 0x81, 3: 5]), true),
            ("the query itself", query, false),
            ("SERVFAIL", answer([2: 0x81, 3: 2]), false),
            ("FORMERR", answer([2: 0x81, 3: 1]), false),
            ("of another number", answer([0: 0x99, 2: 0x81]), false),
            ("to another question", answer([2: 0x81, 13: UInt8(ascii: "x")]), false),
            ("without the question", Array(answer([2: 0x81])[..<12]), false),
            ("nothing", [], false),
        ])
    func answers(name: String, answer: [UInt8], isAnswer: Bool) {
        #expect(Self.question.isAnswered(by: answer, to: Self.query) == isAnswer, "\(name)")
    }

    @Test("Nobody else asks the question of a server, not even another server of the same zone")
    func isSecret() {
        let other = SelfTestQuestion(in: DomainName("cluster.local")).message(identifier: 0x1234)
        #expect(Self.isAsked(Self.query) && !Self.isAsked(other) && !Self.isAsked(Array(Self.query[..<20])) && !Self.isAsked([]))
    }

    private static func isAsked(_ message: [UInt8]) -> Bool {
        question.isAsked(by: message.span)
    }
}
