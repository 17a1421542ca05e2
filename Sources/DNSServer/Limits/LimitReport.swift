package import DNSModel

/// How often a limit held somebody back, and whom most.
package struct LimitReport: Hashable, Sendable {
    /// All times.
    package private(set) var times: UInt64 = 0
    /// The one that was held back most.
    package private(set) var most: Share?

    /// What one client has of it.
    package struct Share: Hashable, Sendable {
        /// The client, or the first address of the prefix that is one.
        package let client: IPAddress
        /// How often it was held back.
        package let times: UInt32
    }

    /// Nobody.
    package init() {}

    /// Counts a client that was held back so many times by now.
    package mutating func count(_ client: IPAddress, times: UInt32) {
        self.times &+= 1
        if times > most?.times ?? 0 { most = Share(client: client, times: times) }
    }

    /// Adds what another part of the same limit has.
    package mutating func add(_ other: LimitReport) {
        times &+= other.times
        if other.most?.times ?? 0 > most?.times ?? 0 { most = other.most }
    }
}
