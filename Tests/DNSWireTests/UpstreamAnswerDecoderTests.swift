import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("UpstreamAnswerDecoder")
struct UpstreamAnswerDecoderTests {
    @Test("there are messages, and each file says what it expects")
    func directory() {
        #expect(GoldenPacket.upstream.count > 80)
        #expect(GoldenPacket.upstream.filter { $0.expected == nil }.map(\.name).isEmpty)
    }

    @Test("a message becomes what its file expects", arguments: GoldenPacket.upstream)
    func replay(_ packet: GoldenPacket) {
        #expect(UpstreamDecoding(packet.octets).description == packet.expected)
    }

    @Test(
        "what is passed on says what upstream said, record by record",
        arguments: good.filter { $0.name != "question-other-case" })
    func faithful(_ packet: GoldenPacket) throws {
        let answer = try #require(UpstreamDecoding(packet.octets).answer)
        let before = try #require(LdnsMessage(packet.octets))
        let after = try #require(LdnsMessage(Self.octets(of: answer)))
        #expect(after.answer == before.answer)
        #expect(after.authority == before.authority)
        #expect(after.responseCode == before.responseCode)
        #expect(after.additional.isEmpty)
    }

    private static func octets(of answer: UpstreamAnswer) -> [UInt8] {
        let query = Query(
            identifier: 0x1234, recursionDesired: true, checkingDisabled: false, question: UpstreamDecoding.question, extensions: nil)
        return Records.octets(Response(answer.responseCode, answer: answer.answer, authority: answer.authority), to: query)
    }

    @Test("types that something looks into have cases of their own, all others are octets without pointers")
    func cases() throws {
        let target: DomainName = "a.example.test"
        let table: [(String, RecordData)] = [
            ("a", .a(IPv4Address(0xC000_0201))),
            ("aaaa", .aaaa(IPv6Address(high: 0x2001_0DB8_0000_0000, low: 1))),
            ("alias-chain", .cname(target)), ("type-ns", .ns("ns.example.test")), ("type-ptr", .ptr(target)),
            ("type-srv", .srv(ServiceLocation(priority: 1, weight: 2, port: 443, target: target))),
            ("type-txt", .other(.txt, [3, 0x61, 0x62, 0x63, 0])),
            ("type-mx", .other(RecordType(rawValue: 15), [0, 10] + DomainName("mx.example.test").octets)),
            ("type-unknown", .other(RecordType(rawValue: 65_280), [0xC0, 0x0C, 0xFF])),
        ]
        for (packet, data) in table {
            #expect(UpstreamDecoding(GoldenPacket.octets(upstream: packet)).answer?.answer.first?.data == data, "\(packet)")
        }
    }

    @Test("an SOA is remembered as long as it says itself at most")
    func startOfAuthority() throws {
        let answer = UpstreamDecoding(GoldenPacket.octets(upstream: "alias-to-nowhere")).answer
        #expect(answer?.responseCode == .nameError)
        #expect(
            answer?.authority.first?.data
                == .soa(
                    StartOfAuthority(
                        primaryServer: "ns.example.test", mailbox: "admin.example.test", serial: 7, refresh: 7_200, retry: 1_800,
                        expire: 86_400, minimum: 60)))
        #expect(answer?.timeToLive == 60)
    }

    @Test(
        "a time with its highest bit set is none",
        arguments: [(0, 0), (300, 300), (0x7FFF_FFFF, 0x7FFF_FFFF), (0x8000_0000, 0), (0xFFFF_FFFF, 0)] as [(UInt32, UInt32)])
    func timeToLive(sent: UInt32, read: UInt32) {
        var packet = GoldenPacket.octets(upstream: "a")
        for index in 0..<4 { packet[40 + index] = UInt8(truncatingIfNeeded: sent >> UInt32(24 - 8 * index)) }
        #expect(UpstreamDecoding(packet).answer?.answer.map(\.timeToLive) == [read])
    }

    @Test("what validation found goes with the answer", arguments: [.insecure, .secure, .bogus("no key")] as [UpstreamAnswer.Validation])
    func validation(_ validation: UpstreamAnswer.Validation) {
        #expect(UpstreamDecoding(GoldenPacket.octets(upstream: "a"), validation: validation).answer?.validation == validation)
    }

    @Test("the records of an RRset share their owner's storage")
    func sharedOwners() throws {
        let packet = HostileAnswer.records(count: 4_000)
        let owners = try #require(UpstreamDecoding(packet).answer).answer.map(\.owner.octets)
        #expect(owners.count == 4_000)
        #expect(Set(owners.map(Self.address(of:))).count == 1)
    }

    private static func address(of octets: [UInt8]) -> UInt {
        unsafe octets.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }

    @Test("large and costly messages are read or refused within a moment", arguments: HostileAnswer.all)
    func hostile(_ answer: HostileAnswer) {
        let start = ContinuousClock.now
        #expect(UpstreamDecoding(answer.octets).description == answer.expected)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    private static let good = GoldenPacket.upstream.filter { $0.expected == "an answer" }

    @Test("no prefix of a message is one, and nor is a message with an octet more", arguments: good)
    func prefixes(_ packet: GoldenPacket) {
        for length in 0..<packet.octets.count {
            #expect(UpstreamDecoding(Array(packet.octets.prefix(length))).answer == nil)
        }
        #expect(UpstreamDecoding(packet.octets + [0]).answer == nil)
    }

    @Test("a message with any one octet changed is read or refused, and what is read is the same when it was sent", arguments: good)
    func mutations(_ packet: GoldenPacket) {
        for position in packet.octets.indices {
            for octet in [0, 1, 0x3F, 0x40, 0xC0, 0xFF, packet.octets[position] &+ 1, packet.octets[position] &- 1] as [UInt8] {
                var changed = packet.octets
                changed[position] = octet
                guard let answer = UpstreamDecoding(changed).answer else { continue }
                if UpstreamDecoding(Self.octets(of: answer)).answer != answer { Issue.record("\(changed) is another when it was sent") }
            }
        }
    }
}
