import DNSModel
import DNSServer
import Testing

@Suite(.timeLimit(.minutes(20))) struct ListenAddressTests {
    @Test(
        "the text of a listen address is read, and written in full",
        arguments: [
            ("0.0.0.0:53", "0.0.0.0:53"),
            ("127.0.0.1:0", "127.0.0.1:0"),
            ("127.0.0.1", "127.0.0.1:53"),
            ("10.1.2.3:65535", "10.1.2.3:65535"),
            ("[::]:53", "[::]:53"),
            ("[::1]:5353", "[::1]:5353"),
            ("[::1]", "[::1]:53"),
            ("[::]", "[::]:53"),
            ("[fe80::1%eth0]:53", "[fe80::1%eth0]:53"),
            ("[fe80::1%2]", "[fe80::1%2]:53"),
        ])
    func reads(text: String, written: String) throws {
        #expect(try #require(ListenAddress(text)).description == written)
        #expect(ListenAddress(written) == ListenAddress(text))
    }

    @Test(
        "what is no address and port is refused",
        arguments: [
            "", ":53", "localhost:53", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:+53", "127.0.0.1:-1", "127.0.0.1:5 3", "127.0.0.1:٣",
            "127.0.0:53", "[::1", "[::1]53", "[::1]:", "[]:53", "[127.0.0.1]:53", "[::1%eth0]:53", "[fe80::1%]:53", "127.0.0.1%lo:53",
            "[fe80::1%a-name-of-sixteen]:53", "::1", "::", "::1:5353", "::1:99999", "fe80::1%2", "fd00::53", "[::1]:53 ", "[[::1]]:53",
        ])
    func refuses(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test("an IPv4 client on an IPv6 socket is an IPv4 client")
    func unmapsClients() throws {
        let mapped = Client(address: .v6(IPv6Address(high: 0, low: 0xFFFF_0A01_0203)), transport: .stream)
        #expect(mapped.address == IPAddress("10.1.2.3"))
        let plain = Client(address: try #require(IPAddress("fd00::1")), transport: .stream)
        #expect(plain.address == IPAddress("fd00::1"))
    }
}
