import DNSModel
import DNSServer
import DNSWire
import Resolution
import ServiceRegistry

/// Messages from upstream. The first octet says what the client asked and how, the next two are the type; the others are the
/// message, whose question is put in behind its header, unless the first octet says that it is whole.
final class FuzzedUpstream: FuzzedPart {
    private let configuration = ServerConfiguration.full.zones
    private let snapshot = FuzzedRegistry.snapshot(.full)
    private let resolver = Resolver(ServerConfiguration.full.zones)
    private let rules = AnswerRules(ServerConfiguration.full.zones)
    private var reply: [UInt8] = []

    /// Outside, behind an alias, at the end of a search list, and at the root.
    private static let names: [DomainName] = [
        "www.example.test", "away.prod.svc.cluster.local", "www.example.test.prod.svc.cluster.local", ".",
    ]

    func take(_ input: [UInt8]) throws(Finding) {
        guard input.count >= 3 else { return }
        let choice = input[0]
        let type = RecordType(rawValue: UInt16(input[1]) << 8 | UInt16(input[2]))
        let extensions = choice & 4 == 0 ? nil : ExtensionMechanisms(version: 0, payloadSize: 1232, dnssecOK: choice & 8 != 0)
        let query = Query(
            identifier: 0x1234, recursionDesired: true, checkingDisabled: choice & 16 != 0,
            question: Question(name: Self.names[Int(choice & 3)], type: type), extensions: extensions)
        let resolution = resolver.resolve(
            query.question, from: .v4(IPv4Address(0x0A00_0001)), in: snapshot, window: AnswerWindow(start: 0, octets: 1232))
        var step = rules.step(for: query, resolution, serial: 1)
        for _ in 0..<20 {
            guard case .ask(let inquiry) = step else { break }
            let message = Self.message(input, asking: inquiry.question, isWhole: choice & 128 != 0)
            step = rules.step(after: try outcome(message, inquiry.question, choice), to: inquiry)
        }
        guard case .response(let response) = step else { throw Finding("it asks on and on") }
        try check(response, query, choice & 32 == 0 ? .datagram : .stream)
    }

    private static func message(_ input: [UInt8], asking question: Question, isWhole: Bool) -> [UInt8] {
        let rest = input.dropFirst(3)
        guard !isWhole, rest.count >= 12 else { return Array(rest) }
        let numbers = [question.type.rawValue, question.recordClass.rawValue]
        let octets = numbers.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        return rest.prefix(12) + question.name.octets + octets + rest.dropFirst(12)
    }

    /// What the message says, after some time too.
    private func outcome(_ message: [UInt8], _ question: Question, _ choice: UInt8) throws(Finding) -> UpstreamOutcome {
        let validation: UpstreamAnswer.Validation = choice & 64 == 0 ? .insecure : .bogus("why")
        do throws(UpstreamAnswerError) {
            let answer = try UpstreamAnswerDecoder.decode(message.span, to: question, validation: validation)
            let aged = answer.aged(by: answer.timeToLive)
            guard aged.answer.count == answer.answer.count, answer.approximateOctets > 0 else { return .answer(answer, nil) }
            return .answer(choice & 8 == 0 ? answer : aged, nil)
        } catch {
            return .failure(ExtendedDNSError(.noReachableAuthority, "the answer from upstream \(error)"))
        }
    }

    private func check(_ response: Response, _ query: Query, _ transport: MessageTransport) throws(Finding) {
        ResponseEncoder.encode(response, to: query, limit: AnswerLimit.octets(for: query, over: transport), into: &reply)
        let outline = try MessageReader.message(reply)
        let most = transport == .stream ? 65_535 : query.extensions == nil ? 512 : 1_232
        try Finding.unless(reply.count <= most, "\(reply.count) octets")
        try Finding.unless(outline.identifier == 0x1234 && outline.question.count == query.question.name.octets.count + 4, "no such query")
        try Finding.unless((outline.additional.options == 1) == (query.extensions != nil), "OPT or not")
        try Finding.unless(outline.hasOtherTypes || Ldns.reads(reply), "ldns cannot read the reply \(hexadecimal(reply))")
    }
}
