import DNSModel
import Testing

struct UpstreamAnswerTests {
    private static let owner: DomainName = "www.example.test"

    private static func address(_ timeToLive: UInt32) -> ResourceRecord {
        ResourceRecord(owner: owner, timeToLive: timeToLive, data: .a(IPv4Address(1)))
    }

    private static func start(_ timeToLive: UInt32, minimum: UInt32) -> ResourceRecord {
        let data = StartOfAuthority(
            primaryServer: "ns.test", mailbox: "admin.test", serial: 1, refresh: 2, retry: 3, expire: 4, minimum: minimum)
        return ResourceRecord(owner: "example.test", timeToLive: timeToLive, data: .soa(data))
    }

    private static func answer(_ answer: [ResourceRecord], _ authority: [ResourceRecord] = []) -> UpstreamAnswer {
        UpstreamAnswer(to: .a, responseCode: .noError, validation: .secure, answer: answer, authority: authority)
    }

    @Test(
        "An answer may be remembered as long as its least record, a negative one no longer than its SOA says",
        arguments: [
            ([], [], 0), ([300], [], 300), ([300, 20, 40], [], 20), ([0, 20], [], 0), ([], [(60, 900)], 60), ([], [(900, 60)], 60),
            ([300], [(900, 60)], 60), ([30], [(900, 60)], 30), ([], [(900, 0)], 0), ([.max], [], .max),
        ] as [([UInt32], [(UInt32, UInt32)], UInt32)])
    func timeToLive(answers: [UInt32], starts: [(UInt32, UInt32)], expected: UInt32) {
        let answer = Self.answer(answers.map(Self.address), starts.map { Self.start($0.0, minimum: $0.1) })
        #expect(answer.timeToLive == expected)
    }

    @Test("A negative answer without an SOA may not be remembered, and one with other servers instead is a referral")
    func withoutStart() {
        let alias = ResourceRecord(owner: Self.owner, timeToLive: 300, data: .cname("edge.example.test"))
        let server = ResourceRecord(owner: "example.test", timeToLive: 300, data: .ns("ns.example.test"))
        let start = Self.start(60, minimum: 60)
        let rows: [(RecordType, ResponseCode, [ResourceRecord], [ResourceRecord], UInt32, Bool)] = [
            (.a, .nameError, [], [server], 0, false), (.a, .nameError, [alias], [], 0, false), (.a, .noError, [alias], [], 0, false),
            (.a, .noError, [], [server], 0, true), (.a, .noError, [alias], [server], 0, true), (.a, .noError, [alias], [start], 60, false),
            (.cname, .noError, [alias], [], 300, false), (.a, .noError, [alias, Self.address(30)], [server], 30, false),
            (.any, .noError, [alias], [server], 300, false), (.a, .noError, [], [server, start], 60, false),
            (.a, .noError, [], [], 0, false),
        ]
        for (type, code, answer, authority, time, isReferral) in rows {
            let answer = UpstreamAnswer(to: type, responseCode: code, validation: .insecure, answer: answer, authority: authority)
            #expect(answer.timeToLive == time && answer.isReferral == isReferral, "\(answer)")
            #expect(answer.aged(by: 10).timeToLive == (time > 10 ? time - 10 : 0))
        }
    }

    @Test("Times are counted down to 0 and no further, and nothing else changes")
    func aged() {
        let answer = Self.answer([Self.address(300), Self.address(10)], [Self.start(900, minimum: 60)])
        #expect(answer.aged(by: 0) == answer)
        #expect(answer.aged(by: 9) == Self.answer([Self.address(291), Self.address(1)], [Self.start(51, minimum: 60)]))
        #expect(answer.aged(by: 100) == Self.answer([Self.address(200), Self.address(0)], [Self.start(0, minimum: 60)]))
        #expect(answer.aged(by: .max).timeToLive == 0)
    }

    @Test("A stale answer has one time everywhere")
    func stale() {
        let answer = Self.answer([Self.address(0), Self.address(10)], [Self.start(0, minimum: 60)])
        #expect(answer.with(timeToLive: 30) == Self.answer([Self.address(30), Self.address(30)], [Self.start(30, minimum: 60)]))
    }

    @Test("Everything that an answer holds counts for its octets")
    func octets() {
        let empty = Self.answer([]).approximateOctets
        let one = Self.answer([Self.address(1)]).approximateOctets
        #expect(one - empty >= MemoryLayout<ResourceRecord>.stride + Self.owner.octets.count)
        #expect(Self.answer([Self.address(1)], [Self.address(1)]).approximateOctets == empty + 2 * (one - empty))
        let name: DomainName = "a-long-name.example.test"
        let location = ServiceLocation(priority: 0, weight: 0, port: 0, target: name)
        let datas: [(RecordData, Int)] = [
            (.cname(name), 26), (.ns(name), 26), (.ptr(name), 26), (.srv(location), 26), (.txt([[1, 2], [3]]), 3),
            (.hinfo(cpu: [1], os: [2]), 2), (.other(.txt, Array(repeating: 0, count: 1_000)), 1_000), (Self.start(1, minimum: 1).data, 21),
        ]
        for (data, least) in datas {
            let record = ResourceRecord(owner: Self.owner, timeToLive: 1, data: data)
            #expect(Self.answer([record]).approximateOctets >= one + least, "\(data)")
        }
        let bogus = UpstreamAnswer(to: .a, responseCode: .noError, validation: .bogus("no key"), answer: [], authority: [])
        #expect(bogus.approximateOctets >= empty + 6)
    }
}
