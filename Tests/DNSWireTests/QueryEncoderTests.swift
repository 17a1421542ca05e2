import DNSModel
import DNSWire
import TestSupport
import Testing

struct QueryEncoderTests {
    @Test("A query of ours is one question with RD")
    func query() {
        let question = Question(name: "a.b", type: .hinfo)
        let expected = QueryOctets.query(question.name, question.type, payloadSize: nil, identifier: 0x1234)
        #expect(QueryEncoder.octets(of: question, identifier: 0x1234) == expected)
    }
}
