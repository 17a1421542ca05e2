import DNSModel
import DNSServer
import Testing

struct NameServerAddressesTests {
    @Test(
        "The name server has the addresses listened on, of a wildcard the interfaces'; loopback only where there is nothing else",
        arguments: [
            (["192.0.2.1", "2001:db8::1"], ["10.0.0.1"], ["192.0.2.1", "2001:db8::1"]),
            (["0.0.0.0"], ["127.0.0.1", "10.0.0.1", "::1", "2001:db8::1"], ["10.0.0.1"]),
            (["0.0.0.0", "::"], ["127.0.0.1", "10.0.0.1", "::1", "2001:db8::1", "fe80::1"], ["10.0.0.1", "2001:db8::1"]),
            (["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1"]), (["127.0.0.1", "10.0.0.1"], [], ["10.0.0.1"]),
            (["0.0.0.0"], ["127.0.0.1", "169.254.1.1"], ["127.0.0.1"]), (["0.0.0.0", "10.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]),
        ])
    func addresses(listening: [String], interfaces: [String], expected: [String]) {
        let found = NameServerAddresses.addresses(
            listening: listening.compactMap { IPAddress($0) }, interfaces: interfaces.compactMap { IPAddress($0) })
        #expect(found.map(\.description) == expected)
    }
}
