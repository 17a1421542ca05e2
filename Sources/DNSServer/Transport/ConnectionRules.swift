/// What is said of TCP connections; what is left unsaid follows from what the process may have.
package struct ConnectionRules: Hashable, Sendable {
    /// Connections at a time.
    package var most: Int?
    /// Connections of one client at a time.
    package var mostPerClient: Int?
    /// How long one may be quiet between messages.
    package var idle = TCPLimits().idle

    /// Nothing is said.
    package init() {}

    /// The limits of a process that has room for so many connections. A quarter of all is for one client: whole nodes come from
    /// one address (NAT, a cache on each node), and yet one client leaves room for others.
    package func limits(room: Int) -> TCPLimits {
        var limits = TCPLimits()
        limits.connections = max(min(most ?? room, room), 1)
        limits.connectionsPerClient = min(mostPerClient ?? max(limits.connections / 4, 1), limits.connections)
        limits.idle = idle
        return limits
    }
}
