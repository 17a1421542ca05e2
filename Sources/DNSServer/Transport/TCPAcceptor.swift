import CLinux
import DNSModel
import Dispatch

/// One listening TCP socket: accepts what waits. Confined to its queue.
final class TCPAcceptor {
    private let socket: WatchedDescriptor
    private let events: Events
    /// A place among the descriptors that is given up for a connection when there is no other: left where it is, the
    /// connection would wake the source for ever.
    private var reserve = TCPAcceptor.newReserve()

    /// The most connections a wake; the others on the queue wait meanwhile.
    static let acceptsPerWake = 64
    /// With so many, all that a listening socket has room for.
    private static let wakesOfRest = 16

    /// What the owner of the socket hears of it.
    struct Events {
        /// A client has connected.
        let accepted: (consuming Descriptor, Client) -> Void
        /// No descriptor is left: whether another connection is ended for the newcomer, this client.
        let makesRoom: (Client) -> Bool
        /// A client had to be turned away.
        let turnedAway: () -> Void
    }

    init(_ socket: consuming Descriptor, on queue: DispatchQueue, events: Events) {
        self.socket = WatchedDescriptor(socket, on: queue)
        self.events = events
    }

    func start() {
        socket.watchReading { self.acceptWaiting() }
    }

    func stop(then: @escaping () -> Void) {
        reserve = nil
        socket.close(then: then)
    }

    /// Ends a rest: a descriptor is free, or time has passed.
    func tryAgain() {
        if reserve == nil { reserve = Self.newReserve() }
        socket.resumeReading()
    }

    /// Accepts all that waits, as far as a listening socket has room for it.
    func acceptRest() {
        for _ in 0..<Self.wakesOfRest { acceptWaiting() }
    }

    private func acceptWaiting() {
        for _ in 0..<Self.acceptsPerWake {
            let failure = acceptNext(events.accepted)
            switch failure == .noDescriptor ? acceptInReserve() : failure {
            case nil, .connectionGone: continue
            case .nothingWaiting: return
            case .noDescriptor, .exhausted: return socket.pauseReading()
            }
        }
    }

    /// Accepts one connection; nil when that succeeds.
    private func acceptNext(_ take: (consuming Descriptor, Client) -> Void) -> AcceptFailure? {
        let next = clinux_accept(socket.number)
        guard next.result >= 0 else { return AcceptFailure(SystemError(-next.result)) }
        take(Descriptor(owning: next.result), Client(address: IPAddress(next.address), transport: .stream))
        return nil
    }

    /// Accepts one connection in the place of the reserve: another makes room for it, or it is turned away. There is no
    /// reserve for the next one until the descriptor of the other is closed.
    private func acceptInReserve() -> AcceptFailure? {
        reserve = nil
        let failure = acceptNext { connection, client in
            if events.makesRoom(client) { return events.accepted(connection, client) }
            events.turnedAway()
        }
        reserve = Self.newReserve()
        return failure ?? (reserve == nil ? .noDescriptor : nil)
    }

    private static func newReserve() -> Descriptor? {
        let number = clinux_open_null()
        return number >= 0 ? Descriptor(owning: number) : nil
    }
}
