import Logging

/// A server's place between the one before it and the one after it, at the socket where they meet.
struct Succession {
    /// What the server before gives; nil where there is none.
    let inheritance: Predecessor.Inheritance?
    private let path: String?
    private let predecessor: Predecessor?
    private var file: HandoverSocket?

    /// Takes what the server at this path gives; nothing where there is none, or no path.
    init(at path: String?, logger: Logger) throws(StartError) {
        self.path = path
        predecessor = if let path { try Predecessor(at: path, logger: logger) } else { nil }
        inheritance = try predecessor?.inherit()
    }

    /// Makes the socket for the next one, not yet in its place. To be called when this server has the addresses: then no other one that
    /// starts makes it too.
    mutating func makeSocket() throws(StartError) {
        if let path { file = try HandoverSocket(path) }
    }

    /// Has the server before take no query any more: from here on this one must answer, whatever it lacks.
    func takeOver() throws(StartError) {
        try predecessor?.takeOver()
    }

    /// What waits for the server after.
    func giver(
        of sockets: ServerSockets, _ cookieSecrets: CookieSecrets, _ reloading: ReloadTrigger, logger: Logger,
        whenHandedOver: @escaping @Sendable (PeerProcess) -> Void
    ) -> HandoverGiver? {
        guard let file else { return nil }
        do throws(SystemError) {
            return HandoverGiver(
                file, sockets: try sockets.duplicates(), cookieSecrets, reloading: reloading, logger: logger, whenHandedOver: whenHandedOver
            )
        } catch {
            logger.error(
                "handover: cannot keep the sockets: \(error): \(error.isShortage ? "raise the limit of open files" : "restart it"); no other server can take over from this one"
            )
            return nil
        }
    }
}
