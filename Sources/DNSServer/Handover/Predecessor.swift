import Glibc
import Logging

/// The server that serves now, as the one sees it that is to follow. It waits, being nobody's server yet; every wait is bounded.
struct Predecessor {
    private let connection: HeldDescriptor
    private let path: String
    private let process: PeerProcess
    private let logger: Logger

    /// What it gives.
    struct Inheritance {
        /// Where it listens.
        var sockets: [PassedSocket] = []
        /// What it knows of the registry; nil where it was gone before it said so.
        var state: RegistryState?
        /// What its cookies are made with; nil where it does not say.
        var cookieSecrets: CookieSecrets?
    }

    /// More messages than any handover takes: nobody is listened to for ever.
    private static let mostMessages = 1_000
    /// Seconds that it may take to say something: a little more than it gives itself.
    private static let patience: UInt32 = 35

    /// The server that has this path; nil where there is none.
    init?(at path: String, logger: Logger) throws(StartError) {
        guard let connection = try HandoverSocket.connect(path) else { return nil }
        self.connection = connection
        self.path = path
        self.logger = logger
        do throws(SystemError) {
            let peer = try connection.use { number throws(SystemError) in try MessageChannel.peer(of: number) }
            guard peer.isTrusted else { throw SystemError(EACCES) }
            process = peer
            try connection.use { number throws(SystemError) in try MessageChannel.limitWaits(on: number, toSeconds: Self.patience) }
        } catch {
            throw Self.failure("\(error)", at: path)
        }
    }

    /// Takes its sockets, and its state: from then on it reloads nothing, and the state directory is free. Of one that ends meanwhile it
    /// takes what there is: nobody else is left to serve.
    func inherit() throws(StartError) -> Inheritance {
        try say(.hello)
        var inheritance = Inheritance()
        for _ in 0..<Self.mostMessages {
            guard let (message, descriptors) = try hear() else {
                logger.warning("handover: the other server has gone; this one goes on with what it has given")
                process.waitForEnd()
                return inheritance
            }
            switch message {
            case .sockets: inheritance.sockets += try sockets(descriptors)
            case .state:
                inheritance.state = try state(descriptors)
                inheritance.cookieSecrets = try cookieSecrets(descriptors)
                logger.notice("handover: takes over from the server at \(path) (process \(process.identifier))")
                return inheritance
            case .refused(let reason): throw failure(reason)
            case .hello, .ready, .go: throw failure("it does not keep to the protocol")
            }
        }
        throw failure("it does not keep to the protocol")
    }

    /// Has it take no query any more. One that has died meanwhile takes none either.
    func takeOver() throws(StartError) {
        try say(.ready)
        switch try hear()?.message {
        case nil: logger.warning("handover: the other server has gone; this one answers alone")
        case .go: logger.notice("handover: this server answers from now on")
        case .refused(let reason): throw failure(reason)
        case .hello, .sockets, .state, .ready: throw failure("it does not keep to the protocol")
        }
    }

    private func say(_ message: HandoverMessage) throws(StartError) {
        do throws(SystemError) {
            try connection.use { number throws(SystemError) in try MessageChannel.send(message.octets, over: number) }
        } catch {
            // What it has said before it went is still to be heard.
            guard error.number == EPIPE || error.number == ECONNRESET else { throw failure("\(error)") }
        }
    }

    /// What it says next; nil when it is gone.
    private func hear() throws(StartError) -> (message: HandoverMessage, descriptors: [HeldDescriptor])? {
        guard let arrival = try arrival() else { return nil }
        do throws(HandoverMessage.Failure) {
            return (try HandoverMessage.read(arrival.octets), arrival.descriptors)
        } catch {
            throw failure(error)
        }
    }

    /// A server that goes while something is unread resets the connection, which is told once, before what it has said.
    private func arrival(isReset: Bool = false) throws(StartError) -> MessageChannel.Arrival? {
        do throws(SystemError) {
            return try connection.use { number throws(SystemError) in try MessageChannel.receive(from: number) }
        } catch {
            switch error.number {
            case ECONNRESET: return isReset ? nil : try arrival(isReset: true)
            case EAGAIN: throw failure("it does not answer")
            case EMFILE: throw failure("\(error): it gives more sockets: raise the limit (ulimit -n, LimitNOFILE=)")
            default: throw failure("\(error)")
            }
        }
    }
}

extension Predecessor {
    private func sockets(_ descriptors: [HeldDescriptor]) throws(StartError) -> [PassedSocket] {
        var sockets: [PassedSocket] = []
        for descriptor in descriptors {
            do throws(PassedSocket.Unusable) {
                sockets.append(try PassedSocket(adopting: descriptor))
            } catch {
                throw failure("it gives what is no listening socket")
            }
        }
        return sockets
    }

    private func state(_ descriptors: [HeldDescriptor]) throws(StartError) -> RegistryState {
        guard let file = descriptors.first else { throw failure("it does not keep to the protocol") }
        do {
            return try StateText.state(of: try TextFile.read(file))
        } catch {
            throw failure("its state cannot be read: \(error)")
        }
    }

    private func cookieSecrets(_ descriptors: [HeldDescriptor]) throws(StartError) -> CookieSecrets? {
        guard descriptors.count > 1 else { return nil }
        do throws(WholeFileError) {
            return CookieSecrets(text: try TextFile.read(descriptors[1]))
        } catch {
            throw failure("its cookies' secrets cannot be read: \(error)")
        }
    }

    private func failure(_ failure: HandoverMessage.Failure) -> StartError {
        switch failure {
        case .malformed: self.failure("it does not keep to the protocol")
        case .otherVersion(let version):
            self.failure(
                "it speaks version \(version) of the handover, and this one version \(HandoverMessage.version): end it, then start this one"
            )
        }
    }

    private func failure(_ reason: String) -> StartError {
        Self.failure(reason, at: path)
    }

    private static func failure(_ reason: String, at path: String) -> StartError {
        StartError(description: "cannot take over from the server at \(path): \(reason)")
    }
}
