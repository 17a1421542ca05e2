import DNSModel
import DNSServer
import Glibc
import Testing

@Suite(.timeLimit(.minutes(20))) struct BoundSocketsTests {
    @Test("port 0 becomes one port for UDP and TCP", arguments: ["127.0.0.1:0", "[::1]:0"])
    func picksPort(text: String) throws {
        let bound = try BoundSockets.bind(try #require(ListenAddress(text)), workers: 3)
        #expect(bound.address.port != 0)
        #expect(throws: TestSocket.Failure(number: EADDRINUSE)) {
            _ = try TestSocket.bound(to: bound.address, isStream: false, shared: false)
        }
        #expect(throws: TestSocket.Failure(number: EADDRINUSE)) {
            _ = try TestSocket.bound(to: bound.address, isStream: true, shared: false)
        }
    }

    @Test("a second copy of the server cannot share the port in silence")
    func refusesSecondCopy() throws {
        let first = try BoundSockets.bind(try #require(ListenAddress("127.0.0.1:0")), workers: 2)
        #expect(throws: BindError.addressInUse(first.address)) {
            _ = try BoundSockets.bind(first.address, workers: 2)
        }
    }

    @Test(
        "a port that another program has, for UDP or TCP, shared or not, is in use",
        arguments: [(false, false), (false, true), (true, false), (true, true)])
    func refusesUsedPort(isStream: Bool, shared: Bool) throws {
        let free = try BoundSockets.bind(try #require(ListenAddress("127.0.0.1:0")), workers: 1).address
        let other = try TestSocket.bound(to: free, isStream: isStream, shared: shared)
        #expect(throws: BindError.addressInUse(free)) {
            _ = try BoundSockets.bind(free, workers: 1)
        }
        _ = consume other
    }

    @Test("IPv4 and IPv6 wildcards share a port, as each has its own family alone")
    func bindsBothFamilies() throws {
        let ipv4 = try BoundSockets.bind(try #require(ListenAddress("0.0.0.0:0")), workers: 1)
        let ipv6 = try BoundSockets.bind(ListenAddress(try #require(IPAddress("::")), port: ipv4.address.port), workers: 1)
        #expect(ipv6.address.port == ipv4.address.port)
    }

    @Test(
        "an address that no interface has yet is bound early; one that an interface has is not",
        arguments: [("192.0.2.1:0", true), ("[2001:db8::1]:0", true), ("127.0.0.1:0", false), ("[::1]:0", false), ("0.0.0.0:0", false)])
    func bindsEarly(text: String, isEarly: Bool) throws {
        let bound = try BoundSockets.bind(try #require(ListenAddress(text)), workers: 2)
        #expect(bound.isEarly == isEarly && bound.address.port != 0)
    }

    @Test("an interface that the machine lacks is an error that names it")
    func refusesForeignInterface() throws {
        let address = try #require(ListenAddress("[fe80::1%nosuchlink]:0"))
        #expect(throws: BindError.noInterface(address)) { _ = try BoundSockets.bind(address, workers: 1) }
    }

    @Test(
        "a bind error is one line that says how to mend it",
        arguments: [
            (
                BindError.addressInUse(wildcard),
                "cannot listen on 0.0.0.0:53: the port is in use: end the program that has it "
                    + "(ss -lunpt 'sport = :53' shows which) or choose another with --listen"
            ),
            (.alreadyListed(wildcard, as: wildcard), "cannot listen on 0.0.0.0:53: it is listed twice: leave one of them out"),
            (
                .alreadyListed(loopback, as: wildcard),
                "cannot listen on 127.0.0.1:53: it is part of 0.0.0.0:53, which is listed too: leave one of them out"
            ),
            (
                .permissionDenied(wildcard),
                "cannot listen on 0.0.0.0:53: not permitted: run with CAP_NET_BIND_SERVICE, as Docs/svcdns.service does, "
                    + "or choose a port from 1024 on with --listen"
            ),
            (
                .addressNotAvailable(wildcard),
                "cannot listen on 0.0.0.0:53: no interface has this address: choose one that `ip address` shows with --listen"
            ),
            (
                .noInterface(linkLocal),
                "cannot listen on [fe80::1%eth7]:53: there is no interface eth7: choose one that `ip link` shows, or start svcdns when it "
                    + "is there"
            ),
            (.familyNotSupported(wildcard), "cannot listen on 0.0.0.0:53: this machine has no IPv4: leave the address out of --listen"),
            (
                .tooManyFiles(wildcard),
                "cannot listen on 0.0.0.0:53: too many files are open: raise the limit (ulimit -n, LimitNOFILE=) or use fewer workers"
            ),
            (
                .failed(wildcard, SystemError(EINVAL)),
                "cannot listen on 0.0.0.0:53: Invalid argument (errno 22): choose another address with --listen"
            ),
        ])
    func describes(error: BindError, line: String) {
        #expect(error.description == line)
    }

    @Test(
        "an address that is listed twice, or with all of its family, is told before anything is bound",
        arguments: [
            ("127.0.0.1:53 127.0.0.1:53", "127.0.0.1:53 127.0.0.1:53"),
            ("127.0.0.2:53 [::1]:53 127.0.0.1:53 [::1]:53", "[::1]:53 [::1]:53"),
            ("127.0.0.1:53 0.0.0.0:53", "127.0.0.1:53 0.0.0.0:53"), ("[::]:53 [::1]:53", "[::1]:53 [::]:53"),
            ("0.0.0.0:53 [::]:53", nil), ("127.0.0.1:53 127.0.0.1:54", nil), ("127.0.0.1:0 127.0.0.1:0 0.0.0.0:0", nil),
            ("[fe80::1%a]:53 [fe80::1%b]:53", nil), ("", nil),
        ])
    func tellsRepetition(list: String, refused: String?) throws {
        let addresses = { (text: String) in try text.split(separator: " ").map { try #require(ListenAddress($0)) } }
        let pair = try refused.map(addresses)
        let error = pair.map { BindError.alreadyListed($0[0], as: $0[1]) }
        let listed = try addresses(list)
        var found: BindError?
        do throws(BindError) { try BoundSockets.checkDistinct(listed) } catch { found = error }
        #expect(found == error)
    }

    @Test("only a lack of IPv6 excuses a listener that nobody asked for")
    func tellsLackOfIPv6() throws {
        let ipv6 = try #require(ListenAddress("[::]:53"))
        #expect(BindError.familyNotSupported(ipv6).meansNoIPv6)
        #expect(BindError.addressNotAvailable(ipv6).meansNoIPv6)
        #expect(!BindError.addressInUse(ipv6).meansNoIPv6)
        #expect(!BindError.familyNotSupported(Self.wildcard).meansNoIPv6)
        #expect(!BindError.addressNotAvailable(try #require(ListenAddress("[fd00::53]:53"))).meansNoIPv6)
    }

    private static let wildcard = ListenAddress(.v4(IPv4Address(0)))
    private static let linkLocal = ListenAddress(.v6(IPv6Address(high: 0xFE80 << 48, low: 1)), interface: "eth7")
    private static let loopback = ListenAddress(.v4(IPv4Address(0x7F00_0001)))
}
