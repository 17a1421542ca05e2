import CLinux
import DNSModel
import Dispatch

/// One listening TCP socket: accepts what waits. Confined to its queue.
final class TCPAcceptor {
    private let socket: WatchedDescriptor
    private let events: Events
    /// A place among the descriptors that is given up to take a connection, when there is no other, and turn it away:
    /// left where it is, it would wake the source for ever.
    private var reserve = TCPAcceptor.newReserve()

    /// The most connections a wake; the others on the queue wait meanwhile.
    static let acceptsPerWake = 64

    /// What the owner of the socket hears of it.
    struct Events {
        /// A client has connected.
        let accepted: (consuming Descriptor, Client) -> Void
        /// One has, for whom no descriptor was left; it is gone.
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

    /// Tries again after a rest.
    func tick() {
        if reserve == nil { reserve = Self.newReserve() }
        socket.resumeReading()
    }

    private func acceptWaiting() {
        for _ in 0..<Self.acceptsPerWake {
            do throws(SystemError) {
                try acceptNext()
            } catch {
                guard goesOn(after: AcceptFailure(error)) else { return }
            }
        }
    }

    private func acceptNext() throws(SystemError) {
        let next = clinux_accept(socket.number)
        let connection = try Descriptor(checking: next.result)
        events.accepted(connection, Client(address: IPAddress(next.address), transport: .stream))
    }

    private func goesOn(after failure: AcceptFailure) -> Bool {
        switch failure {
        case .nothingWaiting: return false
        case .connectionGone: return true
        case .noDescriptor: return turnAway()
        case .exhausted:
            socket.pauseReading()
            return false
        }
    }

    /// Accepts one connection in the place of the reserve and closes it; rests until the next tick where that fails.
    private func turnAway() -> Bool {
        reserve = nil
        let next = clinux_accept(socket.number)
        if next.result >= 0 {
            _ = Descriptor(owning: next.result)
            events.turnedAway()
        }
        reserve = Self.newReserve()
        if reserve == nil { socket.pauseReading() }
        return next.result >= 0 && reserve != nil
    }

    private static func newReserve() -> Descriptor? {
        let number = clinux_open_null()
        return number >= 0 ? Descriptor(owning: number) : nil
    }
}
