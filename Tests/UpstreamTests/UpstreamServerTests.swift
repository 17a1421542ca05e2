import DNSModel
import Testing
import Upstream

@Suite struct UpstreamServerTests {
    @Test(
        "The text of a server's address is read, and written in full",
        arguments: [
            ("10.0.0.2", "10.0.0.2:53"), ("10.0.0.3:5353", "10.0.0.3:5353"), ("10.0.0.3:65535", "10.0.0.3:65535"),
            ("fd00::1", "[fd00::1]:53"), ("FD00:0::1", "[fd00::1]:53"), ("[fd00::1]", "[fd00::1]:53"), ("[fd00::1]:5353", "[fd00::1]:5353"),
            ("fe80::1%eth0", "[fe80::1%eth0]:53"), ("[fe80::1%eth0]:53", "[fe80::1%eth0]:53"), ("fe80::1%2", "[fe80::1%2]:53"),
            ("fe80::1%br-a_b.10", "[fe80::1%br-a_b.10]:53"), ("::1:5353", "[::1:5353]:53"), ("0.0.0.0:0", "0.0.0.0:0"),
        ])
    func reads(text: String, written: String) throws {
        #expect(try #require(UpstreamServer(text)).description == written)
        #expect(UpstreamServer(written) == UpstreamServer(text))
    }

    @Test(
        "What is no address, or has no port behind its colon, is refused",
        arguments: [
            "", ":53", "dns.example", "10.0.0.2:", "10.0.0.2:65536", "10.0.0.2:+53", "10.0.0.2: 53", "10.0.0:53", "[10.0.0.2]:53",
            "[fd00::1",
            "[fd00::1]53", "[fd00::1]:", "[]", "fd00::1%eth0", "10.0.0.2%eth0", "fe80::1%", "fe80::1%a-name-of-sixteen", "fe80::1%eth0:53",
            "fe80::1%e th0", "fe80::1%a\nforward-addr", "fe80::1%a@53", "fe80::1%\"", "10.0.0.2 ", "10.0.0.2@53", "10.0.0.2#53",
        ])
    func refuses(text: String) {
        #expect(UpstreamServer(text) == nil)
    }
}
