/// How much, and how long, TCP clients may hold.
package struct TCPLimits: Hashable, Sendable {
    /// Connections at a time; at least one. One more takes the place of one that was quiet long.
    package var connections = 1_000
    /// Connections of one client at a time; at least one. One more takes the place of the one of that client that was quiet
    /// longest.
    package var connectionsPerClient = 1_000
    /// How long a connection may be quiet between messages (RFC 7766 §6.2.3: in the order of seconds).
    package var idle: Duration = .seconds(10)
    /// How long a message may take from its first octet to its last: stub resolvers give up after five seconds.
    package var message: Duration = .seconds(5)
    /// How long answers may wait for the client to read them.
    package var unread: Duration = .seconds(10)
    /// Answers that one client may wait for, at least one; at that its queries are left unread.
    package var awaitedAnswers = 32
    /// How long an answer may be waited for before it counts as lost: whoever finds it gives up far earlier
    /// (`upstream.timeout` is 30 s at most).
    package var awaited: Duration = .seconds(60)
    /// The same of a client that sends no more: it may have gone, which does not show until it is sent something.
    package var awaitedAfterEnd: Duration = .seconds(5)
    /// Octets of answers that wait for one client; at that its queries are left unread. Answers that come later to what it
    /// asked before may take so much again.
    package var unsentOctets = 256 * 1_024
    /// Octets of answers that wait for all clients together: at that each client's queries are left unread while more than
    /// `unsentFloor` wait for it. So all hold this at most, and each a floor and one longest answer besides.
    package var unsentOctetsOfAll = 64 * 1_024 * 1_024
    /// What a client may always have waiting, whatever the others hold.
    package var unsentFloor = 4 * 1_024
    /// Messages of one connection that are answered before the others have their turn: a client may send thousands at once.
    package var messagesOfTurn = 64
    /// Octets of answers after which a turn is over as well: a large answer takes as long as many small ones.
    package var octetsOfTurn = 16 * 1_024
    /// How often the times are looked at, and so how late a connection may be closed.
    package var tick: Duration = .seconds(1)

    /// The limits that serve most.
    package init() {}
}
