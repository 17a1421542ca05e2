import DNSModel
import Testing

@Suite("AddressPrefix")
struct AddressPrefixTests {
    @Test(
        "CIDR notation is a range",
        arguments: [
            ("10.96.0.0/12", "10.96.0.0/12"), ("0.0.0.0/0", "0.0.0.0/0"), ("10.0.0.1/32", "10.0.0.1/32"), ("::/0", "::/0"),
            ("FD00::/64", "fd00::/64"), ("fd00::1/128", "fd00::1/128"), ("fd00:0:0:0:8000::/65", "fd00::8000:0:0:0/65"),
        ])
    func notation(text: String, description: String) {
        #expect(AddressPrefix(text)?.description == description)
    }

    @Test(
        "what has bits behind its prefix, or no prefix, is no range",
        arguments: [
            "", "/", "10.0.0.0", "10.0.0.0/", "/8", "10.0.0.1/31", "10.96.0.0/10", "10.0.0.0/33", "fd00::/129", "fd00::1/127",
            "10.0.0.0/08",
            "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0 /8", "10.0.0/8", "010.0.0.0/8", "10.0.0.0/256", "10.0.0.0/9999999999",
            "0.0.0.1/0", "8000::/0", "::ffff:10.0.0.0/104", "::ffff:0:0/96",
        ])
    func noRange(text: String) {
        #expect(AddressPrefix(text) == nil)
    }

    @Test(
        "what has bits behind its prefix, or writes IPv4 addresses as IPv6, still says which range is meant",
        arguments: [
            ("10.0.0.5/8", "10.0.0.0/8"), ("fd00::1/127", "fd00::/127"), ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
            ("::ffff:a00:5/104", "10.0.0.0/8"), ("::ffff:0:0/96", "0.0.0.0/0"), ("::ffff:10.0.0.5/128", "10.0.0.5/32"),
            ("::ffff:10.0.0.5/95", "::fffe:0:0/95"), ("10.96.0.0/12", "10.96.0.0/12"),
        ])
    func meant(text: String, range: String) {
        let meant = AddressPrefix(meantBy: text)
        #expect(meant?.description == range)
        #expect(meant == AddressPrefix(range))
    }

    @Test(
        "a range holds its first and its last address, and none beside them",
        arguments: [
            ("10.96.0.0/12", "10.96.0.0", "10.111.255.255", "10.95.255.255", "10.112.0.0"),
            ("10.0.0.4/30", "10.0.0.4", "10.0.0.7", "10.0.0.3", "10.0.0.8"),
            ("10.0.0.4/32", "10.0.0.4", "10.0.0.4", "10.0.0.3", "10.0.0.5"),
            ("fd00::/64", "fd00::", "fd00::ffff:ffff:ffff:ffff", "fcff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fd00:0:0:1::"),
            ("fd00::8000:0/97", "fd00::8000:0", "fd00::ffff:ffff", "fd00::7fff:ffff", "fd00::1:0:0"),
            ("fd00:0:0:8000::/49", "fd00:0:0:8000::", "fd00:0:0:ffff:ffff:ffff:ffff:ffff", "fd00:0:0:7fff::", "fd00:0:1::"),
        ])
    func bounds(range: String, first: String, last: String, before: String, behind: String) throws {
        let range = try #require(AddressPrefix(range))
        let answers = try [first, last, before, behind].map { range.contains(try #require(IPAddress($0))) }
        #expect(answers == [true, true, false, false])
    }

    @Test("a range of one family holds no address of the other", arguments: [("0.0.0.0/0", "::"), ("::/0", "0.0.0.0")])
    func families(range: String, address: String) throws {
        #expect(try #require(AddressPrefix(range)).contains(try #require(IPAddress(address))) == false)
    }

    @Test("masks clear what is behind the prefix, at any length", arguments: 0...128)
    func masks(length: Int) throws {
        let ones = IPAddress.v6(IPv6Address(high: .max, low: .max)).masked(to: length)
        #expect(ones.octets.reduce(0) { $0 + $1.nonzeroBitCount } == length)
        #expect(ones.octets.drop { $0 == 0xFF }.dropFirst().allSatisfy { $0 == 0 })
        let quad = IPAddress.v4(IPv4Address(.max)).masked(to: length)
        #expect(quad.octets.reduce(0) { $0 + $1.nonzeroBitCount } == min(length, 32))
    }
}
