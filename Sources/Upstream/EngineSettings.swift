package import DNSModel

/// What an engine is made with; it keeps to it to its end.
package struct EngineSettings: Hashable, Sendable {
    /// Who is asked for names that no stub zone has.
    package var route: Route
    /// Zones that have servers of their own.
    package var stubZones: [DomainName: [UpstreamServer]] = [:]
    /// The file with the keys that validation begins at; nil: nothing is validated.
    package var trustAnchorFile: String?
    /// The least and the most that an answer is remembered, in seconds.
    package var timeToLive: ClosedRange<UInt32> = 0...86_400
    /// The most that a negative answer is remembered, in seconds.
    package var negativeTimeToLive: UInt32 = 3_600
    /// The most questions that are under way at once.
    package var concurrency = 2_000

    /// Settings with this route; everything else is as by default.
    package init(_ route: Route) {
        self.route = route
    }

    /// Who is asked.
    package enum Route: Hashable, Sendable {
        /// Nobody: every name fails that no stub zone has.
        case nobody
        /// Servers that resolve every name.
        case servers([UpstreamServer])
        /// The servers of the zones themselves, from the root on.
        case recursive
    }
}
