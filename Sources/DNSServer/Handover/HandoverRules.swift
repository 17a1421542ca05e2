/// How a server that serves hands over to the next: what follows from each event. Sockets, times and the registry are the caller's.
package struct HandoverRules {
    private var state = State.awaitsHello

    private enum State {
        case awaitsHello
        /// The sockets are given; the registry has been asked for its state.
        case awaitsState
        /// Everything is given.
        case awaitsReady
        case over
    }

    /// What happens.
    package enum Event: Hashable {
        case message(HandoverMessage)
        case failure(HandoverMessage.Failure)
        /// Nothing is reloaded any more, and the state may be given away.
        case stateIsFree
        /// The second server is gone.
        case closed
        /// The time for the next event is over.
        case late
    }

    /// What to do.
    package enum Action: Hashable {
        case nothing
        /// Send the sockets, and ask for the state.
        case giveSockets
        case giveState
        /// Say `go`, and take no query any more.
        case go
        /// Say why nothing comes of it, and go on.
        case giveUp(reason: String, takesBack: Bool)
    }

    /// A handover to a server that has just connected.
    package init() {}

    /// How long the next event may take.
    package var patience: Duration {
        switch state {
        case .awaitsHello, .over: .seconds(2)
        // A look at the directories may be under way.
        case .awaitsState: .seconds(30)
        // Everything is read there.
        case .awaitsReady: .seconds(60)
        }
    }

    /// Takes an event in; says what to do.
    package mutating func take(_ event: Event) -> Action {
        switch (state, event) {
        case (.over, _): return .nothing
        case (.awaitsHello, .message(.hello)):
            state = .awaitsState
            return .giveSockets
        case (.awaitsState, .stateIsFree):
            state = .awaitsReady
            return .giveState
        case (.awaitsReady, .message(.ready)):
            state = .over
            return .go
        case (_, .stateIsFree): return .nothing
        case (_, .message), (_, .failure), (_, .closed), (_, .late): return giveUp(event)
        }
    }

    private mutating func giveUp(_ event: Event) -> Action {
        defer { state = .over }
        return .giveUp(reason: Self.reason(event), takesBack: hasGiven)
    }

    private var hasGiven: Bool {
        switch state {
        case .awaitsHello, .over: false
        case .awaitsState, .awaitsReady: true
        }
    }

    private static func reason(_ event: Event) -> String {
        switch event {
        case .message(.refused(let reason)): "the other server refuses: \(reason)"
        case .message, .failure(.malformed): "the other side does not keep to the protocol"
        case .failure(.otherVersion(let version)):
            "the other server speaks version \(version) of the handover, and this one version \(HandoverMessage.version)"
        case .closed: "the other server has gone"
        case .late: "the other server takes too long"
        case .stateIsFree: "nothing is left to give"
        }
    }
}
