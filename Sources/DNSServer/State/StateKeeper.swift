import Logging

/// The state, and the directory that keeps it over restarts if there is one.
struct StateKeeper {
    var state: RegistryState
    private let directory: StateDirectory?
    private let logger: Logger
    /// Why the last attempt to write failed.
    private var failure: StateDirectoryError?

    init(_ path: String?, logger: Logger) throws(StateDirectoryError) {
        self.logger = logger
        guard let path else {
            directory = nil
            state = RegistryState()
            return
        }
        let directory = try StateDirectory(path)
        self.directory = directory
        state = try directory.load { logger.error("\($0)") }
    }

    /// Writes the state if it is another than the last. What cannot be written now is tried again at the next look: a full
    /// disk must not stop names from following their containers (Docs/Decisions/0003).
    mutating func saveIfNeeded() {
        do throws(StateDirectoryError) {
            try directory?.save(state)
            tell(nil)
        } catch {
            tell(error)
        }
    }

    /// Makes what was saved safe from a power cut: after the publication, as answers need not wait for it.
    mutating func sync() {
        guard failure == nil else { return }
        do throws(StateDirectoryError) { try directory?.sync() } catch { tell(error) }
    }

    /// Tells of a failure when it comes, changes or ends; not at each attempt.
    private mutating func tell(_ current: StateDirectoryError?) {
        guard current != failure else { return }
        failure = current
        if let current {
            logger.error("\(current); until then a restart may change allocated addresses")
        } else {
            logger.notice("the state directory is written again")
        }
    }
}
