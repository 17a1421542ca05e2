package import DNSModel
internal import Synchronization

/// One limit for all workers: the kernel spreads a client's sockets over them.
package final class SharedLimit: Sendable {
    /// The most clients that a limit remembers. Only those that are ahead of their time matter: for a limit of 100 a second they are
    /// no more than a hundredth of the queries that come in a second, however many clients there are. 1.5 MiB.
    package static let capacity = shardCount * rowsOfShard * 8
    /// Parts with a lock each, which is held for some ten nanoseconds: two workers seldom want the same.
    private static let shardCount = 64
    private static let rowsOfShard = 128

    /// Who counts as one client.
    package let prefixes: PrefixLengths
    private let rate: SteadyRate
    private let shards: [64 of Mutex<LimitTable>]
    // The secrets of the hash: nobody can find clients that share a row.
    private let start = UInt64.random(in: .min ... .max)
    private let factor = UInt64.random(in: .min ... .max) | 1

    /// A limit of this rate for each client, who nobody is yet.
    package init(_ rate: SteadyRate, each prefixes: PrefixLengths) {
        self.rate = rate
        self.prefixes = prefixes
        shards = InlineArray { _ in Mutex(LimitTable(rows: Self.rowsOfShard)) }
    }

    /// Counts a query from an address; how often its client was held back since the last report, this time included, or nil where it
    /// is not. What comes from an address that is proven counts apart from what anybody may have sent in its name.
    package func heldBack(_ address: IPAddress, isProven: Bool, at now: Int64) -> UInt32? {
        let client = prefixes.base(of: address)
        let mark = mark(of: client, isProven: isProven)
        let shard = Int(truncatingIfNeeded: mark >> 58)
        return shards[shard].withLock { $0.heldBack(client, mark, by: rate, at: now) }
    }

    /// How often anybody was held back since the last report.
    package var timesSinceReport: UInt64 {
        var times: UInt64 = 0
        for index in shards.indices { times &+= shards[index].withLock(\.times) }
        return times
    }

    /// Who was held back since the last report.
    package func takeReport() -> LimitReport {
        var report = LimitReport()
        for index in shards.indices { report.add(shards[index].withLock { $0.takeReport() }) }
        return report
    }

    private func mark(of client: IPAddress, isProven: Bool) -> UInt64 {
        let traits: UInt64 = isProven ? 2 : 0
        return switch client {
        case .v4(let address): mixed(mixed(start, UInt64(address.value)), traits)
        case .v6(let address): mixed(mixed(mixed(start, address.high), address.low), traits | 1)
        }
    }

    private func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}
