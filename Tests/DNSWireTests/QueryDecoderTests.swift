import DNSModel
import DNSWire
import Testing

@Suite("QueryDecoder")
struct QueryDecoderTests {
    @Test(
        "a query is what its octets say",
        arguments: [
            ("query-a", "1234 rd svc1.testns.svc.cluster.local. A 1"),
            ("query-mixed-case", "1234 rd sVc1.TESTNS.svc.Cluster.local. AAAA 1"),
            ("query-root-ns", "1234 . NS 1"),
            ("query-opt", "1234 rd svc1.testns.svc.cluster.local. A 1 EDNS 0 1232 do"),
            ("query-opt-cookie", "1234 rd svc1.testns.svc.cluster.local. A 1 EDNS 0 4096"),
            ("query-opt-payload-0", "1234 rd svc1.testns.svc.cluster.local. A 1 EDNS 0 0"),
            ("query-edns-version-1", "1234 rd svc1.testns.svc.cluster.local. A 1 EDNS 1 1232"),
            ("query-edns-version-1-options", "1234 rd svc1.testns.svc.cluster.local. A 1 EDNS 1 1232"),
            ("query-checking-disabled", "1234 rd cd svc1.testns.svc.cluster.local. A 1"),
            ("query-answer-flags", "1234 rd svc1.testns.svc.cluster.local. A 1"),
            ("query-trailing-opt", "1234 rd svc1.testns.svc.cluster.local. A 1"),
            ("query-class-chaos", "1234 rd version.svcdns. TXT 3"),
            ("query-unknown-type", "1234 rd svc1.testns.svc.cluster.local. TYPE65280 1"),
            ("query-binary-label", "1234 rd \\000\\255\\.. A 1"),
            ("query-ixfr", "1234 rd svc1.testns.svc.cluster.local. IXFR 1"),
            ("query-ixfr-opt", "1234 rd svc1.testns.svc.cluster.local. IXFR 1 EDNS 0 1232"),
        ])
    func values(packet: String, text: String) {
        #expect(Decoding(GoldenPacket.octets(packet)).query.map(Self.text(of:)) == text)
    }

    private static func text(of query: Query) -> String {
        let flags = (query.recursionDesired ? ["rd"] : []) + (query.checkingDisabled ? ["cd"] : [])
        let question = ["\(query.question.name)", "\(query.question.type)", "\(query.question.recordClass.rawValue)"]
        let extensions = query.extensions.map { ["EDNS", "\($0.version)", "\($0.payloadSize)"] + ($0.dnssecOK ? ["do"] : []) }
        return ([String(query.identifier, radix: 16)] + flags + question + (extensions ?? [])).joined(separator: " ")
    }

    @Test("a packet of 4,096 octets is read, one more is a format error", arguments: [(4_096, true), (4_097, false)])
    func maximumLength(length: Int, isRead: Bool) {
        let query = GoldenPacket.octets("query-a")
        let packet = query + Array(repeating: 0xFF, count: length - query.count)
        #expect((Decoding(packet).query != nil) == isRead)
        #expect(Decoding(packet).rejection == (isRead ? nil : Rejection(.formatError, identifier: 0x1234, recursionDesired: true)))
    }

    @Test("what costs ldns milliseconds or seconds is refused from its header", arguments: HostilePacket.all)
    func hostile(_ packet: HostilePacket) {
        #expect(Decoding(packet.octets).rejection == Rejection(.formatError, identifier: 0x1234, recursionDesired: true))
    }

    @Test("no prefix of a query is a query", arguments: ["query-a", "query-opt-cookie", "query-ixfr-opt", "query-name-255"])
    func prefixes(name: String) {
        let packet = GoldenPacket.octets(name)
        #expect(Decoding(packet).query != nil)
        for length in 0..<packet.count {
            let decoding = Decoding(Array(packet.prefix(length)))
            if length < 12 {
                #expect(decoding == .silence(.shortHeader))
            } else {
                #expect(decoding.rejection?.responseCode == .formatError)
            }
        }
    }

    @Test(
        "a packet with any one octet changed is read, refused or dropped, and what is read is what it says",
        arguments: ["query-a", "query-opt-cookie", "query-ixfr-opt", "tsig-behind-opt", "qname-pointer-to-itself", "opt-two"])
    func mutations(name: String) {
        let packet = GoldenPacket.octets(name)
        #expect(packet.count > 12)
        for position in packet.indices {
            for octet in UInt8.min...UInt8.max {
                var changed = packet
                changed[position] = octet
                expectTruth(Decoding(changed), of: changed)
            }
        }
    }

    /// `#expect` for each of 100,000 packets would take longer than all of them.
    private func expectTruth(_ decoding: Decoding, of packet: [UInt8]) {
        let identifier = UInt16(packet[0]) << 8 | UInt16(packet[1])
        let isTrue =
            switch decoding {
            case .silence(let silence): silence == .response && packet[2] >= 0x80
            case .rejection(let rejection):
                rejection.identifier == identifier && rejection.opcode == packet[2] >> 3 & 0xF
                    && packet.dropFirst(12).starts(with: rejection.question)
            case .query(let query):
                query.identifier == identifier && packet.dropFirst(12).starts(with: query.question.name.octets)
                    && query.recursionDesired == (packet[2] & 1 == 1)
            }
        if !isTrue { Issue.record("\(packet) became \(decoding)") }
    }
}
