import Benchmarks
import Testing

struct SoakVerdictTests {
    private static let counts: SoakCounts = {
        var counts = SoakCounts()
        (counts.answered, counts.transfers) = (1_000, 10)
        return counts
    }()

    /// Twenty samples; memory in MB, by the number of the sample.
    private static func samples(
        memory: (Int) -> Int = { _ in 20 }, descriptors: (Int) -> Int = { _ in 50 }, threads: (Int) -> Int = { _ in 6 },
        counts: SoakCounts = counts
    ) -> [SoakSample] {
        (0..<20).map { number in
            SoakSample(
                second: 60 * number, anonymous: memory(number) * 1_000_000, resident: memory(number) * 1_000_000,
                descriptors: descriptors(number), threads: threads(number), counts: counts)
        }
    }

    private static func complaints(_ samples: [SoakSample], dropped: Int = 0, hasEnded: Bool = false) -> [String] {
        SoakVerdict(samples, dropped: dropped, hasEnded: hasEnded).complaints
    }

    @Test("A server that stays as it was passes, and so does one whose caches fill in the first fifth")
    func passes() {
        #expect(Self.complaints(Self.samples()) == [])
        #expect(Self.complaints(Self.samples(memory: { $0 < 4 ? 10 + $0 : 20 })) == [])
        #expect(SoakVerdict(Self.samples(), dropped: 0, hasEnded: false).comparisons.count == 4)
    }

    @Test("Memory, descriptors and threads that grow all the time do not pass, and neither does one moment decide")
    func growth() {
        #expect(Self.complaints(Self.samples(memory: { 20 + $0 })).count == 2)
        #expect(Self.complaints(Self.samples(descriptors: { 50 + 2 * $0 })).count == 1)
        #expect(Self.complaints(Self.samples(threads: { 6 + $0 })).count == 1)
        #expect(Self.complaints(Self.samples(memory: { $0 == 18 ? 90 : 20 })) == [])
    }

    @Test("Every wrong answer counts, and every lost one that no full queue dropped")
    func answers() {
        var counts = Self.counts
        counts.lost = 3
        #expect(Self.complaints(Self.samples(counts: counts), dropped: 3) == [])
        #expect(Self.complaints(Self.samples(counts: counts), dropped: 2).count == 1)
        counts.lost = 0
        counts.addWrong("web.prod. A: NXDOMAIN")
        #expect(Self.complaints(Self.samples(counts: counts)).first?.contains("web.prod. A: NXDOMAIN") == true)
    }

    @Test("A server that has ended, or that was never looked at, does not pass; a short time tells nothing of growth")
    func ends() {
        #expect(Self.complaints(Self.samples(), hasEnded: true) == ["the server has ended"])
        #expect(Self.complaints([]).count == 1)
        #expect(Self.complaints(Array(Self.samples(memory: { 20 + 10 * $0 }).prefix(10))) == [])
        #expect(Self.complaints(Self.samples(counts: SoakCounts())).count == 1)
    }

    @Test("Only datagrams of the sockets on a port and of those connected to it are counted as dropped")
    func drops() {
        let table = """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
              100: 0100007F:2710 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 7
              101: 0100007F:2710 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2 2 0 4
              102: 0100007F:C350 0100007F:2710 01 00000000:00000000 00:00000000 00000000     0        0 3 2 0 1
              103: 0100007F:2711 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4 2 0 100
            """
        #expect(SocketDrops.count(port: 10_000, in: table) == 12)
    }
}
