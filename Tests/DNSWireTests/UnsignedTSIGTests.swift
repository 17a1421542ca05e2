import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("TSIG")
struct UnsignedTSIGTests {
    @Test(
        "the answer to a signature has the same key, algorithm, time and ID, no signature, and BADKEY",
        arguments: ["tsig", "tsig-behind-opt"])
    func answer(name: String) throws {
        let packet = GoldenPacket.octets(name)
        var octets: [UInt8] = []
        ResponseEncoder.encode(try #require(Decoding(packet).rejection), into: &octets)
        // The algorithm's 13 octets, the time's six, the tolerance's two; a count of 0, the ID, 17, a count of 0.
        let own: [UInt8] = [3, 0x6B, 0x65, 0x79, 0, 0, 250, 0, 255, 0, 0, 0, 0, 0, 29]
        let head = packet.suffix(61).prefix(21)
        #expect(octets.suffix(44) == own + head + [0, 0, 0x12, 0x34, 0, 17, 0, 0])
        #expect(octets[11] == (name == "tsig" ? 1 : 2))
        #expect(LdnsMessage(octets)?.header == "1234 qr rd 9")
    }

    @Test("a compressed owner leads to the same name in the answer")
    func pointer() throws {
        var octets: [UInt8] = []
        ResponseEncoder.encode(try #require(Decoding(GoldenPacket.octets("tsig-owner-pointer")).rejection), into: &octets)
        #expect(octets.suffix(41).prefix(4) == [0xC0, 0x0C, 0, 250])
    }
}
