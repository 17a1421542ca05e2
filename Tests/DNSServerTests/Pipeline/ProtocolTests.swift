import DNSModel
import DNSServer
import ServiceRegistry
import TestSupport
import Testing

/// RFC 8906 section 8, and what else the protocol asks of a server, on the pipeline alone; EndToEndTests has it by dig.
@Suite("Protocol") struct ProtocolTests {
    private static func trial() -> PipelineTrial {
        PipelineTrial(ObjectLists()) { $0.identity = Array("here".utf8) }
    }

    @Test(
        "Every query of the table has the answer that belongs to it, remembered or not", arguments: ProtocolRow.rfc8906 + ProtocolRow.others
    )
    func table(_ row: ProtocolRow) throws {
        let trial = Self.trial()
        let client = try Client("10.0.0.1", over: row.arguments.contains("+tcp") ? .stream : .datagram)
        let query = DigQuery.octets(row.arguments, for: "cluster.local")
        for _ in 0..<3 { #expect(AnswerOutline(trial.answer(to: query, from: client))?.description == row.expected) }
    }

    @Test("A client that may not ask gets header and question, whatever it sends", arguments: ProtocolRow.rfc8906 + ProtocolRow.others)
    func strangers(_ row: ProtocolRow) throws {
        let query = DigQuery.octets(row.arguments, for: "cluster.local")
        let answer = Self.trial().answer(to: query, from: try Client("192.0.2.1"))
        let outline = try #require(AnswerOutline(answer)).description
        #expect(answer.count <= query.count && !outline.contains("|") && !outline.contains("NOERROR"), "\(outline)")
    }

    @Test("TCP keepalive is not told over UDP, nor to a client that tells a time itself; NSID is, though somebody is named")
    func options() throws {
        let trial = Self.trial()
        let query = DigQuery.octets("+nocookie +keepalive soa", for: "cluster.local")
        #expect(AnswerOutline(trial.answer(to: query, from: try Client("10.0.0.1")))?.description == "NOERROR qr aa rd | SOA | EDNS 0")
        let timed = Array(query.dropLast(6)) + [0, 6, 0, 11, 0, 2, 0, 100]
        let stream = try Client("10.0.0.1", over: .stream)
        #expect(AnswerOutline(trial.answer(to: timed, from: stream))?.description == "NOERROR qr aa rd | SOA | EDNS 0")
        #expect(trial.answer(to: query, from: stream).suffix(6) == [0, 11, 0, 2, 0, 100])
        let named = Array(query.dropLast(6)) + [0, 5, 0, 3, 0, 1, 65]
        #expect(trial.answer(to: named, from: stream).suffix(8) == [0, 3, 0, 4] + Array("here".utf8))
    }

    @Test("A query with so many octets behind it that they are more than 4,096 is FORMERR, from its header alone")
    func tooLong() throws {
        let query = DigQuery.octets("soa", for: "cluster.local")
        for (length, expected) in [(4_096, "NOERROR qr aa rd | SOA | EDNS 0 | COOKIE"), (4_097, "FORMERR qr rd")] {
            let message = query + Array(repeating: 7, count: length - query.count)
            let answer = Self.trial().answer(to: message, from: try Client("10.0.0.1"))
            #expect(AnswerOutline(answer)?.description == expected)
        }
    }

    @Test("Without an identity nobody is told one")
    func noIdentity() throws {
        let query = DigQuery.octets("+nocookie +nsid soa", for: "cluster.local")
        let answer = PipelineTrial(ObjectLists()).answer(to: query, from: try Client("10.0.0.1"))
        #expect(AnswerOutline(answer)?.description == "NOERROR qr aa rd | SOA | EDNS 0")
    }
}
