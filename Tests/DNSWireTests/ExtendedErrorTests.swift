import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("Extended DNS Errors")
struct ExtendedErrorTests {
    private static let error = ExtendedDNSError(.notAuthoritative, "no zone of ours")
    /// The octets of header, question, SOA and an OPT record without options.
    private static let plainLength = 12 + 12 + 67 + 11

    private static func octets(_ error: ExtendedDNSError?, limit: Int, extensions: ExtensionMechanisms? = Records.extensions()) throws
        -> [UInt8]
    {
        let response = Response(.nameError, authority: [try Records.start()], extendedError: error)
        return Records.octets(response, to: try Records.query("none.b", extensions: extensions), limit: limit)
    }

    @Test("an error is option 15 of the OPT record: its length, the code, the text")
    func octets() throws {
        let octets = Records.octets(
            Response(.refused, extendedError: ExtendedDNSError(.prohibited, "no")),
            to: try Records.query("a", extensions: Records.extensions()))
        #expect(octets.suffix(19) == [0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 8, 0, 15, 0, 4, 0, 18, 0x6E, 0x6F])
    }

    @Test("a text is UTF-8, and may be empty", arguments: [("Dienst fehlt: größer?", "0 Dienst fehlt: größer?"), ("", "0 ")])
    func text(text: String, expected: String) throws {
        let message = LdnsMessage(try Self.octets(ExtendedDNSError(.other, text), limit: 1_232))
        #expect(message?.extendedErrors == [expected])
        #expect(message?.authority.count == 1)
    }

    @Test("a client without EDNS gets none, nor does one get any where there is none")
    func absent() throws {
        let without = LdnsMessage(try Self.octets(Self.error, limit: 1_232, extensions: nil))
        #expect(without?.extensions == nil)
        #expect(without?.extendedErrors == [])
        #expect(LdnsMessage(try Self.octets(nil, limit: 1_232))?.extendedErrors == [])
        #expect(try Self.octets(nil, limit: 1_232).count == Self.plainLength)
    }

    @Test("the text is left out where it does not fit, then the code; the answer stays", arguments: 0...25)
    func exactly(room: Int) throws {
        let octets = try Self.octets(Self.error, limit: Self.plainLength + room)
        let message = try #require(LdnsMessage(octets))
        let expected = room >= 6 + Self.error.text.utf8.count ? ["20 \(Self.error.text)"] : room >= 6 ? ["20 "] : []
        #expect(message.extendedErrors == expected)
        #expect(message.header == "1234 qr rd 3")
        #expect(message.authority.count == 1)
        #expect(octets.count <= Self.plainLength + room)
    }

    @Test("a cut answer of a datagram has TC, and the text where records leave room", arguments: 512...560)
    func cut(limit: Int) throws {
        let response = Response(.noError, answer: try Records.addresses("a.b", count: 100), extendedError: ExtendedDNSError(.other, "why"))
        let octets = Records.octets(response, to: try Records.query("a.b", extensions: Records.extensions()), limit: limit)
        let message = try #require(LdnsMessage(octets))
        #expect(message.flags == ["qr", "tc", "rd"])
        #expect(message.answer.count == (limit - 12 - 9 - 11) / 16)
        #expect(octets.count <= limit)
    }
}
