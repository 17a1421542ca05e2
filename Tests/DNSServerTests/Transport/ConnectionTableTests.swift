import DNSModel
import DNSServer
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ConnectionTableTests {
    @Test(
        "six connections, three of one client: who makes room for a newcomer of which client",
        arguments: [
            ("", "a", nil),
            ("a1 a2 b1", "a", nil),
            ("b1 a1 a2 a3", "a", "a1"),
            ("b1 a1 a2 a3", "b", nil),
            ("b1 a2 a3 a1", "a", "a2"),
            ("a1 b1 c1 d1 e1 f1", "g", "a1"),
            ("a1 b1 c1 d1 e1 f1", "f", "a1"),
            ("a1 b1 b2 c1 c2 d1", "e", "b1"),
            ("a1 b1 c1 d1 e1 e2", "z", "e1"),
            ("a1 b1 b2 c1 c2 c3", "c", "c1"),
            ("a1 b1 b2 c1 c2 c3", "z", "c1"),
        ])
    func displaces(quietestFirst: String, newcomer: Character, displaced: String?) {
        var table = ConnectionTable<Character, String>(limit: 6, limitOfOwner: 3)
        for connection in quietestFirst.split(separator: " ").map(String.init) {
            _ = table.insert(connection, of: connection.first ?? " ")
        }
        #expect(table.displaced(by: newcomer) == displaced)
    }

    @Test("who asks is quiet no more, for all and among its own")
    func touches() {
        var table = ConnectionTable<Character, String>(limit: 4, limitOfOwner: 2)
        let places = ["a1", "a2", "b1", "b2"].map { table.insert($0, of: $0.first ?? " ") }
        table.touch(places[0])
        #expect(table.displaced(by: "a") == "a2")
        #expect(table.displaced(by: "z") == "a2")
        #expect(table.quietest == places[1])
        table.remove(places[1])
        table.remove(places[1])
        table.touch(places[1])
        #expect(table.displaced(by: "a") == nil)
        #expect(table.count == 3)
        #expect(Set(table.all) == ["a1", "b1", "b2"])
    }

    @Test(
        "no client has more than its share and all have no more than the limit, whoever comes and goes", arguments: 0..<20 as Range<UInt64>)
    func keepsLimits(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var table = ConnectionTable<Int, Int>(limit: 10, limitOfOwner: 4)
        var places: [Int: (place: Int, owner: Int)] = [:]
        for number in 0..<500 {
            let owner = Int.random(in: 0..<5, using: &random)
            if let displaced = table.displaced(by: owner), let gone = places.removeValue(forKey: displaced) {
                let own = places.values.count { $0.owner == owner } + (gone.owner == owner ? 1 : 0)
                #expect(own < 4 || gone.owner == owner)
                table.remove(gone.place)
            }
            places[number] = (table.insert(number, of: owner), owner)
            if Bool.random(using: &random), let other = places.randomElement(using: &random) { table.touch(other.value.place) }
            #expect(table.count == places.count && table.count <= 10)
            #expect(Dictionary(grouping: places.values, by: \.owner).values.allSatisfy { $0.count <= 4 })
        }
    }

    @Test(
        "a client is an IPv4 address, or 64 bits of an IPv6 address",
        arguments: [
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false), ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true),
            ("2001:db8::1", "2001:db8:0:1::1", false), ("::ffff:192.0.2.1", "192.0.2.1", true),
            ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ])
    func share(one: String, other: String, isSame: Bool) throws {
        let shares = try [one, other].map { Client(address: try #require(IPAddress($0)), transport: .stream).share }
        #expect((shares[0] == shares[1]) == isSame)
    }

    @Test(
        "limits follow from the files that there may be, unless something else is said",
        arguments: [
            (20_000, nil, nil, 20_000, 5_000), (512, nil, nil, 512, 128), (1, nil, nil, 1, 1), (0, nil, nil, 1, 1),
            (512, 100, nil, 100, 25), (512, 1_000, nil, 512, 128), (512, nil, 300, 512, 300), (512, nil, 20_000, 512, 512),
            (512, 100, 100, 100, 100),
        ] as [(Int, Int?, Int?, Int, Int)])
    func limits(room: Int, most: Int?, mostPerClient: Int?, connections: Int, ofClient: Int) {
        var rules = ConnectionRules()
        rules.most = most
        rules.mostPerClient = mostPerClient
        let limits = rules.limits(room: room)
        #expect(limits.connections == connections)
        #expect(limits.connectionsPerClient == ofClient)
        #expect(limits.idle == .seconds(10))
    }
}
