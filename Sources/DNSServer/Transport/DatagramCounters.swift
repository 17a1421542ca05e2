/// What became of the datagrams of a UDP socket, since it was opened.
package struct DatagramCounters: Hashable, Sendable {
    /// Datagrams that came.
    package var received: UInt64 = 0
    /// Those from port 0, which nobody can be reached at: not looked at.
    package var fromPortZero: UInt64 = 0
    /// Replies that the kernel took.
    package var sent: UInt64 = 0
    /// Replies that the socket had no room for.
    package var dropped: UInt64 = 0
    /// Replies that the kernel refused: no route, a filter, a client that is gone.
    package var refused: UInt64 = 0
    /// Replies too long for a datagram: a mistake of the answerer.
    package var tooLong: UInt64 = 0

    /// Nothing yet.
    package init() {}

    /// The sum of two sockets' counters.
    package static func + (left: DatagramCounters, right: DatagramCounters) -> DatagramCounters {
        var sum = left
        sum.received &+= right.received
        sum.fromPortZero &+= right.fromPortZero
        sum.sent &+= right.sent
        sum.dropped &+= right.dropped
        sum.refused &+= right.refused
        sum.tooLong &+= right.tooLong
        return sum
    }
}
