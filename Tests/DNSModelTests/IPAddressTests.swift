import DNSModel
import Glibc
import TestSupport
import Testing

@Suite("IPAddress")
struct IPAddressTests {
    @Test(
        "a dotted quad is an IPv4 address",
        arguments: [
            ("0.0.0.0", 0), ("10.0.0.1", 0x0A00_0001), ("255.255.255.255", 0xFFFF_FFFF), ("1.2.3.4", 0x0102_0304),
        ] as [(String, UInt32)])
    func ipv4(text: String, value: UInt32) {
        #expect(IPv4Address(text) == IPv4Address(value))
        #expect(IPv4Address(value).description == text)
        #expect(IPv4Address(value).octets == SystemLibrary.octets(of: text, .ipv4))
    }

    @Test(
        "leading zeros, missing octets and all else are no IPv4 address",
        arguments: [
            "", ".", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "256.0.0.1", "1.2.3.999", "01.2.3.4", "1.2.3.04", "1.2.3.00",
            "0x1.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.-4", "+1.2.3.4", "1.2.3.a", "1.2.3.4/8", "1.2.3.1000", "१.२.३.४",
        ])
    func noIPv4(text: String) {
        #expect(IPv4Address(text) == nil)
        #expect(SystemLibrary.octets(of: text, .ipv4) == nil)
    }

    @Test(
        "an IPv6 address is written as RFC 5952 §4 says",
        arguments: [
            ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::A", "2001:db8::a"), ("2001:0db8::0001", "2001:db8::1"),
            ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
            ("0:0:1:0:0:0:0:0", "0:0:1::"), ("1:0:0:0:0:0:0:1", "1::1"), ("fd00:10:244::0.0.0.5", "fd00:10:244::5"),
            ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"), ("1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a"),
            ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ])
    func ipv6(text: String, canonical: String) throws {
        let address = try #require(IPv6Address(text))
        #expect(address.description == canonical)
        #expect(address.octets == SystemLibrary.octets(of: text, .ipv6))
        #expect(SystemLibrary.text(of: address.octets, .ipv6) == canonical)
    }

    @Test(
        "what is no IPv6 address for inet_pton is none here",
        arguments: [
            "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "::1::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:",
            "1:2:3:4:5:6:7:8:",
            ":1::", "1:::2", "::1:", "12345::", "g::", "::1.2.3", "::1.2.3.4.5", "::01.2.3.4", "1.2.3.4::", "::1.2.3.4:5",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1:2:3:4:5:6:7::8:9", "fe80::1%eth0", "::1 ", " ::1", "[::1]", "::ffff:256.0.0.1", "-1::", "1.2.3.4", "::1/64",
            "1:2:3:4::5:6:7:8",
        ])
    func noIPv6(text: String) {
        #expect(IPv6Address(text) == nil)
        #expect(SystemLibrary.octets(of: text, .ipv6) == nil)
    }

    @Test("an address written by inet_ntop is read as it was, and inet_pton reads what is written here", arguments: 0..<400)
    func randomAddresses(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let address = IPv6Address(high: sparse(using: &generator), low: sparse(using: &generator))
        let text = SystemLibrary.text(of: address.octets, .ipv6)
        #expect(IPv6Address(try #require(text)) == address)
        #expect(SystemLibrary.octets(of: address.description, .ipv6) == address.octets)
        let quad = IPv4Address(UInt32.random(in: 0...UInt32.max, using: &generator))
        #expect(SystemLibrary.text(of: quad.octets, .ipv4) == quad.description)
        #expect(IPv4Address(quad.description) == quad)
    }

    /// Half of the groups are zero, so that runs of zeros of all lengths appear.
    private func sparse(using generator: inout SeededGenerator) -> UInt64 {
        (0..<4).reduce(0) { value, _ in
            value << 16 | (Bool.random(using: &generator) ? 0 : UInt64.random(in: 1...0xFFFF, using: &generator))
        }
    }

    @Test("text that is changed at random is read as inet_pton reads it", arguments: 0..<400)
    func randomText(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let letters = Array("0123456789abcF:::..g")
        let text = String((0..<Int.random(in: 2...12, using: &generator)).compactMap { _ in letters.randomElement(using: &generator) })
        #expect(IPv6Address(text)?.octets == SystemLibrary.octets(of: text, .ipv6))
        #expect(IPv4Address(text)?.octets == SystemLibrary.octets(of: text, .ipv4))
        #expect(IPAddress(text)?.octets == SystemLibrary.octets(of: text, .ipv4) ?? SystemLibrary.octets(of: text, .ipv6))
    }

    @Test("addresses sort by family, then by number")
    func order() {
        let sorted = ["0.0.0.1", "9.0.0.0", "10.0.0.0", "255.0.0.0", "::", "::1", "1::", "fd00::"].compactMap { IPAddress($0) }
        #expect(sorted.count == 8)
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test(
        "an address is of the kinds that its prefix says",
        arguments: [
            ("0.0.0.0", "unspecified"), ("::", "unspecified"), ("0.0.0.1", ""), ("127.0.0.1", "loopback"), ("127.255.255.255", "loopback"),
            ("128.0.0.0", ""), ("::1", "loopback"), ("::2", ""), ("169.254.0.1", "link-local"), ("169.255.0.1", ""),
            ("fe80::1", "link-local"),
            ("febf::1", "link-local"), ("fec0::1", ""), ("224.0.0.251", "multicast"), ("224.0.1.1", ""), ("ff02::fb", "multicast"),
            ("ff05::1", ""), ("::ffff:10.0.0.1", "mapped"), ("::10.0.0.1", ""),
        ])
    func kinds(text: String, kind: String) throws {
        let address = try #require(IPAddress(text))
        let kinds = [
            ("unspecified", address.isUnspecified), ("loopback", address.isLoopback), ("link-local", address.isLinkLocal),
            ("multicast", address.isLinkLocalMulticast), ("mapped", IPv6Address(text)?.isMappedIPv4 == true),
        ]
        #expect(kinds.filter(\.1).map(\.0).joined() == kind)
    }

    @Test(
        "the address of a group lies in 224.0.0.0/4 or ff00::/8",
        arguments: [
            ("223.255.255.255", false), ("224.0.0.1", true), ("239.255.255.255", true), ("240.0.0.0", false), ("feff::1", false),
            ("ff00::", true), ("ff05::1", true), ("::ff", false),
        ])
    func groups(text: String, isGroup: Bool) throws {
        #expect(try #require(IPAddress(text)).isMulticast == isGroup)
    }
}
