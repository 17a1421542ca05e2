package import DNSModel

/// What a scripted server makes of a query.
package enum FakeBehaviour: Sendable {
    case answers
    /// Of each question, the first query over UDP is lost, the third, and so on.
    case losesEverySecond
    case isSilent
    /// This code, no records.
    case fails(ResponseCode)
    /// Over UDP nothing but TC; whole over TCP.
    case truncates
    case givesWrongIdentifier
    /// The answer comes from another port.
    case givesWrongPort
    case givesWrongQuestion
    /// One record of the type that was asked, with this RDATA.
    case givesData([UInt8])
    /// The message that the test makes of the query's octets.
    case gives(@Sendable ([UInt8]) -> [UInt8])
    /// The answer is held back until the test releases it.
    case holds
}

/// What a scripted server does at once.
enum FakeReaction: Sendable {
    case nothing
    case send([UInt8])
    case sendFromAnotherPort([UInt8])
    case hold([UInt8])
}

extension FakeBehaviour {
    /// What is done with a query that is the so-manieth of its question, from 1.
    func reaction(to query: FakeQuery, over carrier: DNSClient.Carrier, from zone: FakeZone, number: Int) -> FakeReaction {
        let answer = { query.response(zone.answer(to: query.question), over: carrier) }
        switch self {
        case .answers: return .send(answer())
        case .losesEverySecond: return carrier == .udp && number % 2 == 1 ? .nothing : .send(answer())
        case .isSilent: return .nothing
        case .fails(let code): return .send(query.response(FakeAnswer(code: code), over: carrier))
        case .truncates: return .send(carrier == .udp ? query.truncated : answer())
        case .givesWrongIdentifier: return .send([answer()[0] ^ 0xFF] + answer().dropFirst())
        case .givesWrongPort: return .sendFromAnotherPort(answer())
        case .givesWrongQuestion: return .send(query.responseAboutAnotherName(zone.answer(to: query.question)))
        case .givesData(let data): return .send(query.response(FakeAnswer(records: [query.record(data)]), over: carrier))
        case .gives(let message): return .send(message(query.octets))
        case .holds: return .hold(answer())
        }
    }
}
