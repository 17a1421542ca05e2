import DNSModel
import Foundation
import Resolution
import ServiceRegistry
import TestSupport
import Testing

struct ReferenceTests {
    private static let pairs = ProcessInfo.processInfo.environment["SVCDNS_COMPARISONS"].flatMap { Int($0) } ?? 200_000
    private static let firstSeed = ProcessInfo.processInfo.environment["SVCDNS_SEED"].flatMap { UInt64($0) } ?? 1
    private static let pairsOfRun = 2_000

    /// How many of 10,000 answers are of each kind at least, so that the generator cannot go blind.
    private static let shares = [
        "A": 300, "AAAA": 100, "SRV": 300, "PTR": 200, "CNAME": 10, "TXT": 50, "SOA": 100, "NS": 100, "HINFO": 5, "limited": 10,
        "other negative TTL": 200, "alias then records": 5, "alias then NODATA": 5, "alias then NXDOMAIN": 20, "alias then bare": 10,
        "cluster records": 500, "cluster NODATA": 200, "cluster NXDOMAIN": 200, "cluster REFUSED": 5, "pod records": 30, "pod NODATA": 50,
        "pod NXDOMAIN": 100, "zone-aware records": 20, "zone-aware NODATA": 10, "zone-aware NXDOMAIN": 10, "external records": 150,
        "external NODATA": 100, "external NXDOMAIN": 100, "multicluster records": 150, "multicluster NODATA": 100,
        "multicluster NXDOMAIN": 100, "reverse records": 300, "reverse NODATA": 200, "reverse NXDOMAIN": 300, "short records": 100,
        "short NODATA": 20, "short NXDOMAIN": 40, "short REFUSED": 500, "client's records": 15, "client's NODATA": 4,
        "client's NXDOMAIN": 5, "upstream records": 50, "upstream NODATA": 30, "upstream NXDOMAIN": 300, "upstream SERVFAIL": 20,
        "alias then upstream records": 3, "alias then upstream NXDOMAIN": 3, "alias then upstream bare": 1, "search records": 3,
        "search NXDOMAIN": 20, "search upstream records": 5, "search upstream NXDOMAIN": 20, "search upstream SERVFAIL": 1, "AD": 100,
        "error bogus": 10, "error noReachableAuthority": 10, "error staleAnswer": 10, "error staleNameError": 10, "error other": 10,
    ]

    @Test("Every answer is the one that a second resolver gives from the plain list of objects, through reloads too")
    func everyAnswer() async {
        let runs = Self.pairs / Self.pairsOfRun
        let (tally, failures) = await withTaskGroup(of: (Tally, [String]).self) { group in
            for run in 0..<runs {
                group.addTask { ReferenceRun(seed: Self.firstSeed + UInt64(run)).compare(Self.pairsOfRun) }
            }
            return await group.reduce(into: (Tally(), [String]())) { whole, part in
                whole.0.add(part.0)
                whole.1 += part.1
            }
        }
        for failure in failures.prefix(20) { Issue.record(Comment(rawValue: failure)) }
        #expect(failures.isEmpty)
        #expect(tally.pairs == runs * Self.pairsOfRun)
        for (kind, share) in Self.shares where tally.pairs >= 100_000 {
            let count = tally.counts[kind] ?? 0
            #expect(count * 10_000 >= tally.pairs * share, "\(kind): only \(count) of \(tally.pairs)")
        }
    }
}
