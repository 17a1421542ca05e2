import DNSModel
import DNSWire
import Testing

@Suite("Golden packets")
struct GoldenPacketTests {
    @Test("there are packets, and each file says what it expects")
    func directory() {
        #expect(GoldenPacket.all.count > 100)
        #expect(GoldenPacket.all.filter { $0.expectation == nil }.map(\.name).isEmpty)
    }

    @Test("a packet becomes what its file expects", arguments: GoldenPacket.all)
    func replay(_ packet: GoldenPacket) {
        switch (Decoding(packet.octets), packet.expectation) {
        case (.query(let query), .query):
            #expect(query.identifier == 0x1234)
        case (.silence, .silence): break
        case (.rejection(let rejection), let expectation):
            #expect(Self.expectation(of: rejection) == expectation)
            expectEcho(rejection, of: packet.octets)
        case (let decoding, let expectation):
            Issue.record("expected \(String(describing: expectation)), got \(decoding)")
        }
    }

    @Test("a client that is refused is sent header and question, and never more than came, whatever it forged", arguments: GoldenPacket.all)
    func refusalIsNoLonger(_ packet: GoldenPacket) {
        let rejection: Rejection
        switch Decoding(packet.octets) {
        case .query(let query): rejection = Rejection(.refused, of: query)
        case .rejection(let other): rejection = other.forStrangers
        case .silence: return
        }
        var octets: [UInt8] = []
        ResponseEncoder.encode(rejection, into: &octets)
        #expect(octets.count <= packet.octets.count)
        #expect(octets.count == 12 + rejection.question.count && ![.noError, .notAuthorized].contains(rejection.responseCode))
    }

    @Test("nor is anybody who is told of an error, with OPT and TSIG", arguments: GoldenPacket.all)
    func errorIsNoLonger(_ packet: GoldenPacket) {
        guard let rejection = Decoding(packet.octets).rejection, rejection.cookie == nil else { return }
        var octets: [UInt8] = []
        ResponseEncoder.encode(rejection, into: &octets)
        #expect(octets.count <= packet.octets.count)
    }

    @Test("an error has an OPT record where one came that could be read", arguments: GoldenPacket.all)
    func extensions(_ packet: GoldenPacket) {
        let names = [
            "opt-", "additional-a-before-opt", "additional-a-rdlength-9", "tsig-before-opt", "tsig-behind-opt",
            "tsig-owner-pointer-into-opt", "qdcount-0-opt",
        ]
        // Cut, in another section, or behind so many records that none is looked at.
        let others = ["opt-cut-in-fixed-part", "opt-rdlen-beyond", "opt-version-1-rdlen-beyond", "opt-in-answer", "opt-256"]
        guard let rejection = Decoding(packet.octets).rejection else { return }
        let expected = names.contains(where: packet.name.hasPrefix) && !others.contains(packet.name)
        #expect((rejection.extensions != nil) == expected)
    }

    private static func expectation(of rejection: Rejection) -> GoldenPacket.Expectation? {
        switch (rejection.responseCode, rejection.question.isEmpty) {
        case (.formatError, false): .formatErrorWithQuestion
        case (.formatError, true): .formatErrorWithoutQuestion
        case (.notImplemented, true): .notImplemented
        case (.notAuthorized, false): .notAuthorized
        case (.noError, true): rejection.cookie.map { _ in .cookie }
        case (.badVersion, true): .badVersion
        default: nil
        }
    }

    private func expectEcho(_ rejection: Rejection, of octets: [UInt8]) {
        #expect(rejection.identifier == 0x1234)
        #expect(rejection.opcode == octets[2] >> 3 & 0xF)
        #expect(rejection.recursionDesired == (octets[2] & 1 == 1))
        #expect(octets.dropFirst(12).starts(with: rejection.question))
    }
}
