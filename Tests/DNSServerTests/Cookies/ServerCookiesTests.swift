import DNSModel
import DNSServer
import Testing

@Suite("ServerCookies")
struct ServerCookiesTests {
    private typealias Part = ClientCookie.ServerPart

    private static let first = CookieSecrets(fixed: 0xE5E9_73E5_A6B2_A43F, 0x48E7_DC84_9E37_BFCF)
    private static let second = CookieSecrets(fixed: 0xDD3B_DF93_44B6_78B1, 0x85A6_F5CB_60FC_A715)
    private static let third = CookieSecrets(fixed: 0x4455_36BC_D251_3298, 0x075A_5D37_9663_C962)

    /// A client of RFC 9018 appendix A, its cookie, the time, and the server's part that goes back.
    struct Vector: Sendable {
        let secrets: CookieSecrets
        let address: String
        let client: UInt64
        let time: UInt32
        let hash: UInt64
    }

    private static let vectors = [
        Vector(secrets: first, address: "198.51.100.100", client: 0x2464_C4AB_CF10_C957, time: 1_559_731_985, hash: 0x1F81_30C3_EEE2_9480),
        Vector(secrets: first, address: "198.51.100.100", client: 0x2464_C4AB_CF10_C957, time: 1_559_734_385, hash: 0xD4A5_64A1_442A_CA77),
        Vector(secrets: first, address: "203.0.113.203", client: 0xFC93_FC62_807D_DB86, time: 1_559_734_700, hash: 0xF73A_7810_ACA2_381E),
        Vector(
            secrets: third, address: "2001:db8:220:1:59de:d0f4:8769:82b8", client: 0x2268_1AB9_7D52_C298, time: 1_559_741_961,
            hash: 0xA6BB_79D1_6625_507A),
    ]

    @Test("The server's part is that of RFC 9018 appendix A", arguments: vectors)
    func making(_ vector: Vector) throws {
        let address = try #require(IPAddress(vector.address))
        let cookies = ServerCookies(vector.secrets)
        let verdict = cookies.verdict(on: ClientCookie(client: vector.client, server: nil), from: address, at: vector.time)
        let part = Part(head: 0x0100_0000 << 32 | UInt64(vector.time), hash: vector.hash)
        #expect(!verdict.isValid && verdict.renewed == part)
        let again = cookies.verdict(on: ClientCookie(client: vector.client, server: part), from: address, at: vector.time)
        #expect(again.isValid && again.renewed == part)
    }

    @Test("What is in the octets that nobody uses is part of the proof (appendix A.3), and so is the secret (A.4)")
    func reserved() throws {
        let strange = ClientCookie(
            client: 0xFC93_FC62_807D_DB86, server: Part(head: 0x01AB_CDEF_5CF7_8F71, hash: 0xA314_227B_6679_EBF5))
        let address = try #require(IPAddress("203.0.113.203"))
        #expect(ServerCookies(Self.first).verdict(on: strange, from: address, at: 1_559_727_985).isValid)
        #expect(!ServerCookies(Self.first).verdict(on: strange, from: address, at: 1_559_734_700).isValid)
        let rolled = ClientCookie(
            client: 0x2268_1AB9_7D52_C298, server: Part(head: 0x0100_0000_5CF7_C579, hash: 0x2655_6BD0_934C_72F8))
        let other = try #require(IPAddress("2001:db8:220:1:59de:d0f4:8769:82b8"))
        #expect(ServerCookies(Self.second).verdict(on: rolled, from: other, at: 1_559_741_961).isValid)
        #expect(!ServerCookies(Self.third).verdict(on: rolled, from: other, at: 1_559_741_961).isValid)
    }

    private static let address = IPAddress.v4(IPv4Address(0x0A00_0001))

    private static func cookies() -> ServerCookies {
        var generator = SystemRandomNumberGenerator()
        return ServerCookies(CookieSecrets(using: &generator))
    }

    /// What a cookie is worth that was made so many seconds ago, at moments around which the secret changes or time wraps.
    @Test(
        "A cookie is good for an hour, and from half an hour on another comes back; its time may be five minutes ahead",
        arguments: [
            (0, true, true), (1_799, true, true), (1_800, true, false), (3_600, true, false), (3_601, false, false), (-1, true, true),
            (-300, true, true), (-301, false, false), (86_400, false, false), (1 << 31, false, false),
        ] as [(Int64, Bool, Bool)], [1_800_000_000, 1_800_057_600, 1_800_057_599, 0, .max, 1_800] as [UInt32])
    func age(row: (age: Int64, isValid: Bool, staysTheSame: Bool), made: UInt32) {
        let cookies = Self.cookies()
        let first = cookies.verdict(on: ClientCookie(client: 7, server: nil), from: Self.address, at: made)
        let cookie = ClientCookie(client: 7, server: first.renewed)
        let later = made &+ UInt32(truncatingIfNeeded: row.age)
        let verdict = cookies.verdict(on: cookie, from: Self.address, at: later)
        #expect(verdict.isValid == row.isValid && (verdict.renewed == first.renewed) == row.staysTheSame)
        let renewed = ClientCookie(client: 7, server: verdict.renewed)
        #expect(cookies.verdict(on: renewed, from: Self.address, at: later).isValid)
    }

    @Test("A cookie is good for its client, its address, its version and its server alone")
    func others() throws {
        let cookies = Self.cookies()
        let now: UInt32 = 1_800_000_000
        let part = cookies.verdict(on: ClientCookie(client: 7, server: nil), from: Self.address, at: now).renewed
        func isValid(_ client: UInt64, _ head: UInt64, _ hash: UInt64, _ address: IPAddress) -> Bool {
            cookies.verdict(on: ClientCookie(client: client, server: Part(head: head, hash: hash)), from: address, at: now).isValid
        }
        #expect(isValid(7, part.head, part.hash, Self.address))
        #expect(!isValid(8, part.head, part.hash, Self.address))
        #expect(!isValid(7, part.head, part.hash, .v4(IPv4Address(0x0A00_0002))))
        for bit in 0..<64 as Range<UInt64> {
            #expect(!isValid(7, part.head ^ 1 << bit, part.hash, Self.address))
            #expect(!isValid(7, part.head, part.hash ^ 1 << bit, Self.address))
        }
        let own = ClientCookie(client: 7, server: part)
        #expect(!Self.cookies().verdict(on: own, from: Self.address, at: now).isValid)
    }

    @Test("The secret of one day makes other cookies than that of the next")
    func rotation() {
        let cookies = Self.cookies()
        let day: UInt32 = 20_000 * 86_400
        let lastOfDay = ClientCookie(
            client: 7, server: cookies.verdict(on: ClientCookie(client: 7, server: nil), from: Self.address, at: day - 1).renewed)
        #expect(cookies.verdict(on: lastOfDay, from: Self.address, at: day + 3_599).isValid)
        #expect(!cookies.verdict(on: lastOfDay, from: Self.address, at: day + 3_600).isValid)
    }
}
