/// The end of a server: its steps, and when each comes, counted from when it was asked to end.
package struct Departure: Hashable, Sendable {
    /// The steps in their order.
    package let steps: [Step]

    /// One step.
    package struct Step: Hashable, Sendable {
        /// When it is taken.
        package let time: Duration
        /// What is done.
        package let action: Action

        /// A step at a time.
        package init(time: Duration, action: Action) {
            self.time = time
            self.action = action
        }
    }

    /// What is done at a step.
    package enum Action: Hashable, Sendable {
        /// No query is taken that is not there already. Connections that wait are left to others who have the sockets too.
        case leave(toOthers: Bool)
        /// Each connection ends when it is owed nothing.
        case finish
        /// Nobody waits for upstream: whoever does is answered that it failed.
        case closeUpstream
        /// The process ends, whatever is left.
        case end
    }

    /// What is left when connections end has so long; with a margin it stays under five seconds.
    private static let bound = Duration.milliseconds(4_500)
    /// How long clients wait for upstream while nobody misses this server.
    private static let upstream = Duration.seconds(4)

    /// The end on a signal: until it leaves, everything is as ever, for nobody else is there to take the queries. `socketsStay`: a
    /// service manager has them, for the next server.
    package static func stopped(lameDuck: Duration, socketsStay: Bool) -> Departure {
        Departure(leave: lameDuck, toOthers: socketsStay, finish: lameDuck, closeUpstream: lameDuck)
    }

    /// The end when another server has the sockets: it answers what comes, and connections have their time to move.
    package static func handedOver(lameDuck: Duration) -> Departure {
        Departure(leave: .zero, toOthers: true, finish: lameDuck, closeUpstream: lameDuck + upstream)
    }

    private init(leave: Duration, toOthers: Bool, finish: Duration, closeUpstream: Duration) {
        steps = [
            Step(time: leave, action: .leave(toOthers: toOthers)), Step(time: finish, action: .finish),
            Step(time: closeUpstream, action: .closeUpstream),
            Step(time: finish + Self.bound, action: .end),
        ]
    }
}
