import DNSModel
import DNSWire
import TestSupport
import Testing

@Suite("CookieOption")
struct CookieOptionTests {
    /// What is left of a packet whose cookie is taken; nil where it has none, or is no query.
    private static func rest(of packet: [UInt8]) -> (cookie: ClientCookie, octets: [UInt8])? {
        var rest: [UInt8] = []
        guard CookieOption.mayBe(in: packet.span) else { return nil }
        do {
            return try CookieOption.take(from: packet.span, leaving: &rest).map { ($0, rest) }
        } catch {
            return nil
        }
    }

    private static let client: UInt64 = 0x0102_0304_0506_0708

    @Test("a cookie is taken out, and the rest is the query without it")
    func plain() throws {
        let (cookie, rest) = try #require(Self.rest(of: GoldenPacket.octets("query-opt-cookie")))
        #expect(cookie == ClientCookie(client: Self.client, server: nil))
        let packet = GoldenPacket.octets("query-opt-cookie")
        #expect(rest == Array(packet.dropLast(14)) + [0, 0])
    }

    @Test("other options stay, and all cookies go")
    func others() throws {
        let (cookie, rest) = try #require(Self.rest(of: GoldenPacket.octets("query-opt-cookie-between-others")))
        let server = ClientCookie.ServerPart(head: 0x1112_1314_1516_1718, hash: 0x191A_1B1C_1D1E_1F20)
        #expect(cookie == ClientCookie(client: Self.client, server: server))
        #expect(rest.suffix(17) == [0, 15, 0, 3, 0, 0, 0, 11, 0, 0, 0, 100, 0, 3, 0x61, 0x62, 0x63])
        #expect(Decoding(rest).query?.extensions?.asksIdentity == true)
        #expect(Decoding(rest).query?.extensions?.asksIdleTime == true)
        #expect(try #require(Self.rest(of: GoldenPacket.octets("query-opt-two-cookies"))).octets.suffix(2) == [0, 0])
    }

    @Test("a server's part that is none of ours is none", arguments: ["query-opt-cookie-16", "query-opt-cookie-40"])
    func foreign(name: String) throws {
        #expect(
            try #require(Self.rest(of: GoldenPacket.octets(name))).cookie
                == ClientCookie(client: Self.client, server: nil, hasForeignPart: true))
    }

    @Test("of any packet, what is left is read as the packet is, or nothing is taken", arguments: GoldenPacket.all)
    func sameQuery(_ packet: GoldenPacket) {
        guard let (_, rest) = Self.rest(of: packet.octets) else { return }
        #expect(Decoding(rest) == Decoding(packet.octets) && Decoding(rest).query != nil)
        #expect(Self.rest(of: rest) == nil)
    }

    @Test(
        "whatever one octet is changed, the rest is read as the packet is",
        arguments: ["query-opt-cookie", "query-opt-cookie-between-others"])
    func mutations(name: String) {
        let packet = GoldenPacket.octets(name)
        for position in packet.indices {
            for octet in UInt8.min...UInt8.max {
                var changed = packet
                changed[position] = octet
                guard let (_, rest) = Self.rest(of: changed) else { continue }
                if Decoding(rest) != Decoding(changed) { Issue.record("\(changed) became \(rest)") }
            }
        }
    }

    @Test("most messages are not looked into", arguments: ["query-a", "query-opt", "silence-empty", "query-opt-cookie-before-empty-opt"])
    func cheap(name: String) {
        let packet = GoldenPacket.octets(name)
        let isLookedInto = CookieOption.mayBe(in: packet.span)
        #expect(!isLookedInto)
    }
}
