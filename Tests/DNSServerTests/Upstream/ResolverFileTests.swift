import DNSModel
import DNSServer
import Testing
import Upstream

struct ResolverFileTests {
    private static let files: [(text: String, servers: [String])] = [
        ("", []),
        ("nameserver 10.0.0.2", ["10.0.0.2:53"]),
        ("search a.example\nnameserver 10.0.0.2\nnameserver 10.0.0.3\noptions ndots:5\n", ["10.0.0.2:53", "10.0.0.3:53"]),
        ("nameserver\t  10.0.0.2  \t\r\nnameserver ::1\r\n", ["10.0.0.2:53", "[::1]:53"]),
        (
            "# nameserver 10.0.0.1\n;nameserver 10.0.0.1\nnameserver 10.0.0.2 # the good one\nnameserver 10.0.0.3;x",
            ["10.0.0.2:53", "10.0.0.3:53"]
        ),
        (" nameserver 10.0.0.1\nNameserver 10.0.0.1\nnameserver10.0.0.1\nnameservers 10.0.0.1\nnameserver\nnameserver ", []),
        ("nameserver 10.0.0.256\nnameserver example.com\nnameserver 10.0.0.1:53\nnameserver [::1]\nnameserver 10.0.0.2", ["10.0.0.2:53"]),
        (
            "nameserver fe80::1%eth0\nnameserver fe80::1%\nnameserver fe80::1%an-interface-too-long\nnameserver fe80::1%\"x\"",
            ["[fe80::1%eth0]:53"]
        ),
        ("nameserver 10.0.0.2\nnameserver 10.0.0.2\n", ["10.0.0.2:53"]),
        ("nameserver \u{0}\u{0}\nnameserver 10.0.0.2\u{0}\n\n\n\u{FEFF}nameserver 10.0.0.2", []),
        ((1...20).map { "nameserver 10.0.0.\($0)" }.joined(separator: "\n"), (1...8).map { "10.0.0.\($0):53" }),
    ]

    @Test("The name servers of a resolv.conf are those that glibc would read", arguments: files)
    func servers(text: String, servers: [String]) {
        let found = ResolverFile.servers(in: Array(text.utf8))
        #expect(found.map { ListenAddress($0.address, interface: $0.interface, port: $0.port).description } == servers)
    }

    @Test("Octets that are no text are passed over")
    func noText() {
        let line = Array("nameserver 10.0.0.2".utf8)
        #expect(ResolverFile.servers(in: [0xFF, 0xFE, 0x0A] + line + [0x0A, 0xC3]).count == 1)
        #expect(ResolverFile.servers(in: line + [0xFF]).isEmpty)
    }

    private static let first = [server("10.0.0.1")]
    private static let second = [server("10.0.0.2")]

    private static func server(_ address: String) -> UpstreamServer {
        UpstreamServer(IPAddress(address) ?? .v4(IPv4Address(0)))
    }

    /// What is found at each look, and the servers that hold after it.
    private static let looks: [(looks: [[UpstreamServer]?], hold: [[UpstreamServer]])] = [
        ([first, first], [first, first]),
        ([second, first], [second, first]),
        ([nil, second], [first, second]),
        ([[], second], [first, second]),
        ([[], []], [first, []]),
        ([[], nil, [], []], [first, first, first, []]),
        ([[], first, [], first], [first, first, first, first]),
        ([[], [], first], [first, [], first]),
    ]

    @Test("A change of the file holds at once, one that leaves no server at the second look", arguments: looks)
    func watch(looks: [[UpstreamServer]?], hold: [[UpstreamServer]]) {
        var watch = ResolverFileWatch(Self.first)
        for (look, hold) in zip(looks, hold) {
            let before = watch.servers
            let isChanged = watch.look(look)
            #expect(watch.servers == hold)
            #expect(isChanged == (before != hold))
        }
    }
}
