import DNSModel
import DNSServer

/// Queries: the first octet says to which server, from whom and over what, the others are the message.
///
/// Half of them are asked twice, so that the second answer is what was remembered of the first.
final class FuzzedQueries: FuzzedPart {
    private let pipelines = [ServerConfiguration.plain, .full, .hiding].map { configuration in
        let pipeline = FuzzedPipeline(configuration)
        pipeline.publish(FuzzedRegistry.snapshot(configuration))
        return pipeline
    }
    private var reply: [UInt8] = []

    /// A Pod, this machine, which may transfer zones, a Pod of another namespace, and somebody who is not answered.
    private static let addresses = ["10.0.0.1", "127.0.0.1", "10.0.0.3", "203.0.113.9"].compactMap { IPAddress($0) }

    func take(_ input: [UInt8]) throws(Finding) {
        guard let choice = input.first else { return }
        let pipeline = pipelines[Int(choice & 3) % pipelines.count]
        let transport: MessageTransport = choice & 4 == 0 ? .datagram : .stream
        let place = Int(choice >> 3 & 3)
        let client = Client(address: Self.addresses[place], transport: transport)
        let message = Array(input.dropFirst())
        let rules = ReplyRules(to: message, over: transport, isAllowed: place < 3)
        pipeline.goOn()
        guard let first = try ask(message, pipeline, client, rules) else { return }
        let checksWithLdns = choice & 0x20 == 0
        if checksWithLdns { try Finding.unless(Ldns.reads(reply), "ldns cannot read the reply \(hexadecimal(reply))") }
        guard choice & 0x40 == 0 else { return }
        guard let second = try ask(message, pipeline, client, rules) else { throw Finding("the second answer is of another kind") }
        try compare(first, second)
    }

    /// The answer, where it is a single message.
    private func ask(
        _ message: [UInt8], _ pipeline: FuzzedPipeline, _ client: Client, _ rules: ReplyRules
    ) throws(Finding) -> MessageOutline? {
        switch pipeline.ask(message, from: client, into: &reply) {
        case .now: return try rules.check(reply)
        case .later: throw Finding("an answer that waits for nobody")
        case .series(let series):
            try Finding.unless(client.transport == .stream && client.address == Self.addresses[1], "a transfer to anybody")
            try check(series, rules)
            return nil
        }
    }

    /// A transfer begins and ends with the SOA (RFC 5936 §2.2).
    private func check(_ series: any MessageSeries, _ rules: ReplyRules) throws(Finding) {
        var (hasMore, last) = (true, UInt16(0))
        for number in 0... where hasMore {
            reply.removeAll(keepingCapacity: true)
            hasMore = series.next(into: &reply)
            guard let message = try rules.checkTransfer(reply) else { throw Finding("an empty message in a transfer") }
            if number == 0 { try Finding.unless(message.answer.firstType == 6, "a transfer that begins without its SOA") }
            last = message.answer.lastType ?? 0
            if !hasMore { break }
        }
        try Finding.unless(last == 6, "a transfer that ends without its SOA")
    }

    /// Records may come in another order; where not all fit, they may be others.
    private func compare(_ first: MessageOutline, _ second: MessageOutline) throws(Finding) {
        let isPart = first.isTruncated || second.isTruncated
        try Finding.unless(first.flags == second.flags, "flags \(first.flags), then \(second.flags)")
        try Finding.unless(first.question == second.question, "another question")
        try Finding.unless(first.responseCode == second.responseCode, "code \(first.responseCode), then \(second.responseCode)")
        try Finding.unless(isPart || first.answer.digest == second.answer.digest, "other answers")
        try Finding.unless(isPart || first.authority == second.authority, "another authority section")
        try Finding.unless(
            isPart || first.additional.count != second.additional.count || first.answer.count > 20
                || first.additional.digest == second.additional.digest, "other additional records")
    }
}

/// Octets for a report.
func hexadecimal(_ octets: [UInt8]) -> String {
    octets.map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
}
