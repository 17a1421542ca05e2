import DNSModel
import DNSServer
import Testing

@Suite("Whom a limit holds back") struct LimitTableTests {
    private static let rate = SteadyRate(perSecond: 10, burst: 5)
    private static let everyAddress = PrefixLengths(ipv4: 32, ipv6: 128)

    private static func address(_ number: Int) -> IPAddress {
        .v4(IPv4Address(UInt32(truncatingIfNeeded: number)))
    }

    @Test("Each client has its own share")
    func shares() {
        let limit = SharedLimit(Self.rate, each: Self.everyAddress)
        for number in 0..<1_000 {
            let held = (0..<8).map { _ in limit.heldBack(Self.address(number), isProven: false, at: 0) }
            #expect(held == [nil, nil, nil, nil, nil, 1, 2, 3])
        }
    }

    @Test("The clients of a prefix share one, and no others", arguments: [(24, 48), (32, 64), (8, 56), (31, 127)])
    func prefixes(ipv4: Int, ipv6: Int) throws {
        let limit = SharedLimit(Self.rate, each: PrefixLengths(ipv4: ipv4, ipv6: ipv6))
        let top: UInt32 = 1 << (32 - ipv4)
        let pairs: [(IPAddress, IPAddress, IPAddress)] = [
            (.v4(IPv4Address(0)), .v4(IPv4Address(top - 1)), .v4(IPv4Address(top))),
            (
                try #require(IPAddress("2001:db8::")), Self.last(of: ipv6),
                try #require(IPAddress("2001:db9::"))
            ),
        ]
        for (first, last, next) in pairs {
            for _ in 0..<5 { #expect(limit.heldBack(first, isProven: false, at: 0) == nil) }
            #expect(limit.heldBack(last, isProven: false, at: 0) == 1)
            #expect(limit.heldBack(next, isProven: false, at: 0) == nil)
        }
    }

    /// The last address of the prefix of this length that begins with 2001:db8::.
    private static func last(of length: Int) -> IPAddress {
        let high: UInt64 = 0x2001_0db8_0000_0000
        return .v6(IPv6Address(high: high | (length >= 64 ? 0 : .max >> UInt64(length)), low: .max >> UInt64(max(0, length - 64))))
    }

    @Test("What comes from a proven address counts apart: nobody uses up another's share by forging his address")
    func proven() throws {
        let limit = SharedLimit(Self.rate, each: Self.everyAddress)
        for _ in 0..<100 { _ = limit.heldBack(Self.address(1), isProven: false, at: 0) }
        for _ in 0..<5 { #expect(limit.heldBack(Self.address(1), isProven: true, at: 0) == nil) }
        #expect(limit.heldBack(Self.address(1), isProven: true, at: 0) == 1)
    }

    @Test("However many addresses are forged, nobody is held back for them, and who is held back stays so")
    func forged() {
        let limit = SharedLimit(Self.rate, each: Self.everyAddress)
        let flooder = Self.address(0)
        for _ in 0..<100 { _ = limit.heldBack(flooder, isProven: false, at: 0) }
        var (newcomers, held) = (0, 0)
        for number in 1...(4 * SharedLimit.capacity) {
            if limit.heldBack(Self.address(number), isProven: false, at: 0) != nil { newcomers += 1 }
            if number % 100 == 0, limit.heldBack(flooder, isProven: false, at: 0) != nil { held += 1 }
        }
        #expect(newcomers == 0)
        #expect(held == 4 * SharedLimit.capacity / 100)
    }

    @Test("Where all of a row are ahead of their time, the newcomer takes the place of the one that is least so")
    func rows() {
        var table = LimitTable(rows: 1)
        for client in 1...8 {
            for _ in 0..<(client == 5 ? 1 : 5) {
                #expect(table.heldBack(Self.address(client), UInt64(client), by: Self.rate, at: 0) == nil)
            }
        }
        #expect(table.heldBack(Self.address(9), 9, by: Self.rate, at: 0) == nil)
        for client in 1...8 where client != 5 {
            #expect(table.heldBack(Self.address(client), UInt64(client), by: Self.rate, at: 0) == 1, "\(client)")
        }
    }

    @Test("A report has all that were held back since the one before, and the one that was most often")
    func reports() {
        let limit = SharedLimit(Self.rate, each: Self.everyAddress)
        func flood(_ client: Int, times: Int, at now: Int64) {
            for _ in 0..<times { _ = limit.heldBack(Self.address(client), isProven: false, at: now) }
        }
        #expect(limit.takeReport() == LimitReport())
        for client in 1...100 { flood(client, times: 5 + client, at: 0) }
        #expect(limit.timesSinceReport == 5_050)
        var report = limit.takeReport()
        #expect(report.times == 5_050 && report.most?.client == Self.address(100) && report.most?.times == 100)
        // Another time those of before do not count.
        flood(100, times: 3, at: 0)
        flood(7, times: 4, at: 0)
        report = limit.takeReport()
        #expect(report.times == 7 && report.most?.client == Self.address(7) && report.most?.times == 4)
        #expect(limit.timesSinceReport == 0 && limit.takeReport() == LimitReport())
    }
}
