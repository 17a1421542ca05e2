import DNSModel
import DNSServer
import TestSupport
import Testing
import Upstream

struct UpstreamOutcomeTests {
    private static let question = SomeAnswers.question

    /// An answer without records, with this code in its header.
    private static func message(_ code: UInt8 = 0) -> [UInt8] {
        var octets = QueryOctets.query(question.name, question.type, payloadSize: nil)
        octets[2] |= 0x80
        octets[3] = code
        return octets
    }

    private static let rows: [(EngineReply, String)] = [
        (.message(message(), .insecure), "NOERROR insecure"), (.message(message(), .secure), "NOERROR secure"),
        (.message(message(3), .bogus("no key")), "NXDOMAIN bogus(\"no key\")"),
        (.message(message(5), .insecure), "22 the answer from upstream has the response code REFUSED"),
        (.message([], .secure), "22 the answer from upstream has 0 octets"),
        (.message(message() + [0], .insecure), "22 the answer from upstream has octets behind its last record"),
        (.failure("nobody answers"), "22 nobody answers"),
    ]

    @Test(
        "A reply is an answer once it was looked at, with what validation says; everything else is a failure with its error",
        arguments: rows)
    func outcomes(reply: EngineReply, expected: String) {
        switch UpstreamOutcome(reply, to: Self.question) {
        case .answer(let answer, let error):
            #expect("\(answer.responseCode) \(answer.validation)" == expected)
            #expect(error == nil)
        case .failure(let error): #expect("\(error.code.rawValue) \(error.text)" == expected)
        }
    }
}
