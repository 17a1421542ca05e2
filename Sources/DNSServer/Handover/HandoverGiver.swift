import Dispatch
import Glibc
import Logging

/// Waits for the server that is to follow this one, and hands over to it.
///
/// `@unchecked Sendable` because the reference goes to the queue that reloads and comes back, while all state is touched on the queue
/// of the giver alone.
final class HandoverGiver: @unchecked Sendable {
    private let queue: DispatchQueue
    private let file: HandoverSocket
    private let listener: WatchedDescriptor
    /// None as soon as nobody is to have them any more: whatever is open here keeps the port.
    private var sockets: [HeldDescriptor]
    private let cookieSecrets: CookieSecrets
    private let reloading: ReloadTrigger
    private let logger: Logger
    private let whenHandedOver: @Sendable (PeerProcess) -> Void
    private let timer: any DispatchSourceTimer
    private var session: Session?
    private var sessions: UInt64 = 0
    /// Of what anybody may cause who can reach the socket.
    private var warnings = Throttle(times: 3, in: .seconds(60))
    /// The warnings that were not told since.
    private var untold = 0
    private var isClosed = false

    /// One server that is to follow.
    private final class Session {
        var rules = HandoverRules()
        let connection: WatchedDescriptor
        let peer: PeerProcess
        let number: UInt64

        init(_ connection: WatchedDescriptor, _ peer: PeerProcess, number: UInt64) {
            (self.connection, self.peer, self.number) = (connection, peer, number)
        }
    }

    /// A giver of these sockets, which are its own. `whenHandedOver` is called when another server answers in place of this one.
    init(
        _ file: HandoverSocket, sockets: [HeldDescriptor], _ cookieSecrets: CookieSecrets, reloading: ReloadTrigger, logger: Logger,
        whenHandedOver: @escaping @Sendable (PeerProcess) -> Void
    ) {
        queue = DispatchQueue(label: "svcdns.handover")
        self.file = file
        self.sockets = sockets
        self.cookieSecrets = cookieSecrets
        self.reloading = reloading
        self.logger = logger
        self.whenHandedOver = whenHandedOver
        listener = WatchedDescriptor(file.listening.take(), on: queue)
        timer = DispatchSource.makeTimerSource(queue: queue)
    }

    deinit {
        timer.cancel()
    }

    /// Takes the name in the file system, and begins to wait.
    func start() {
        // Who reads that the server serves may connect.
        queue.sync { [self] in
            do throws(SystemError) {
                try file.publish()
            } catch {
                logger.error("handover: cannot make the socket: \(error); no other server can take over from this one")
            }
            timer.setEventHandler { [weak self] in self?.handleTimer() }
            timer.resume()
            listener.watchReading { self.accept() }
        }
    }

    /// Hands over to nobody who comes from now on. Whoever takes over already goes on, whether this server still answers or is gone.
    func close() {
        // At once: the process may end before the queue comes to the rest.
        file.remove()
        queue.async { [self] in
            guard !isClosed else { return }
            endListening()
        }
    }

    private func endListening() {
        isClosed = true
        sockets = []
        listener.close {}
    }
}

// Who connects.
extension HandoverGiver {
    private func accept() {
        do throws(AcceptFailure) {
            greet(WatchedDescriptor(try HandoverSocket.accept(on: listener.number), on: queue))
        } catch {
            switch error {
            case .nothingWaiting, .connectionGone: break
            // It would wake the source for ever.
            case .noDescriptor, .exhausted: rest()
            }
        }
    }

    private func greet(_ connection: WatchedDescriptor) {
        do throws(SystemError) {
            begin(connection, try MessageChannel.peer(of: connection.number))
        } catch {
            refuse(connection, "who connects cannot be told: \(error)")
        }
    }

    private func rest() {
        listener.pauseReading()
        queue.asyncAfter(deadline: .now() + .seconds(1)) { [self] in
            if !isClosed { listener.resumeReading() }
        }
    }

    private func begin(_ connection: WatchedDescriptor, _ peer: PeerProcess) {
        guard peer.isTrusted else { return refuse(connection, "the other server runs as another user") }
        guard session == nil, !isClosed else { return refuse(connection, "another server takes over already") }
        sessions &+= 1
        let session = Session(connection, peer, number: sessions)
        self.session = session
        connection.watchReading { self.receive(from: session) }
        wait(for: session)
    }

    private func refuse(_ connection: WatchedDescriptor, _ reason: String) {
        warn("handover refused: \(reason)")
        tell(.refused(reason), on: connection)
        connection.close {}
    }

    private func warn(_ text: String) {
        guard warnings.admits(at: .now) else {
            untold += 1
            return
        }
        logger.warning("\(text)\(untold > 0 ? " (\(untold) more were not told)" : "")")
        untold = 0
    }

    private func handleTimer() {
        if let session { take(.late, in: session) }
    }

    private func wait(for session: Session) {
        timer.schedule(deadline: .now() + session.rules.patience.dispatchInterval)
    }
}

// What is said.
extension HandoverGiver {
    private func receive(from session: Session) {
        guard let event = Self.event(on: session.connection) else { return }
        take(event, in: session)
    }

    /// What the other server has said; nil where that is nothing. Descriptors that it sends are closed.
    private static func event(on connection: WatchedDescriptor) -> HandoverRules.Event? {
        do throws(SystemError) {
            guard let arrival = try MessageChannel.receive(from: connection.number) else { return .closed }
            do throws(HandoverMessage.Failure) {
                return .message(try HandoverMessage.read(arrival.octets))
            } catch {
                return .failure(error)
            }
        } catch {
            switch error.number {
            case EAGAIN: return nil
            case EMSGSIZE: return .failure(.malformed)
            default: return .closed
            }
        }
    }

    private func take(_ event: HandoverRules.Event, in session: Session) {
        guard self.session === session else { return }
        let action = session.rules.take(event)
        if action != .nothing { wait(for: session) }
        switch action {
        case .nothing: break
        case .giveSockets: giveSockets(session)
        case .giveState: break
        case .go: go(session)
        case .giveUp(let reason, let takesBack): giveUp(session, reason, takesBack: takesBack)
        }
    }

    private func giveSockets(_ session: Session) {
        logger.notice("handover: another server (process \(session.peer.identifier)) takes over; nothing is reloaded meanwhile")
        reloading.release { [number = session.number] state in self.queue.async { self.give(state, inSession: number) } }
        for first in stride(from: 0, to: sockets.count, by: MessageChannel.mostDescriptors) {
            let some = Array(sockets[first...].prefix(MessageChannel.mostDescriptors))
            guard tell(.sockets, with: some, on: session.connection) else { return take(.closed, in: session) }
        }
    }

    /// The server that it is for may be gone by now.
    private func give(_ state: RegistryState, inSession number: UInt64) {
        guard let session, session.number == number, session.rules.take(.stateIsFree) == .giveState else { return }
        wait(for: session)
        do throws(SystemError) {
            let files = [try TextFile.make(StateText.text(of: state)), try TextFile.make(cookieSecrets.text)]
            if !tell(.state, with: files, on: session.connection) { take(.closed, in: session) }
        } catch {
            logger.error("handover: cannot give the state: \(error)")
            take(.closed, in: session)
        }
    }

    private func go(_ session: Session) {
        file.leave()
        guard tell(.go, on: session.connection) else { return giveUp(session, "the other server has gone", takesBack: true) }
        logger.notice("handover: the other server answers from now on, and this one ends")
        end(session)
        // One that has left has nothing to hand over but the word.
        guard !isClosed else { return }
        endListening()
        whenHandedOver(session.peer)
    }

    private func giveUp(_ session: Session, _ reason: String, takesBack: Bool) {
        let text = "handover failed: \(reason); this server goes on"
        // Whoever has read that nothing is reloaded has to read the end of it.
        if takesBack { logger.warning("\(text)") } else { warn(text) }
        tell(.refused(reason), on: session.connection)
        end(session)
        if takesBack { reloading.takeBack() }
    }

    private func end(_ session: Session) {
        self.session = nil
        timer.schedule(deadline: .distantFuture)
        session.connection.close {}
    }

    @discardableResult
    private func tell(_ message: HandoverMessage, with descriptors: [HeldDescriptor] = [], on connection: WatchedDescriptor) -> Bool {
        do throws(SystemError) {
            try MessageChannel.send(message.octets, with: descriptors, over: connection.number)
            return true
        } catch {
            logger.debug("handover: cannot say \(message): \(error)")
            return false
        }
    }
}
