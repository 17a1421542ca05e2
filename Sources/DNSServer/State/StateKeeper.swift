import Logging

/// The state, and the directory that keeps it over restarts if there is one.
struct StateKeeper {
    var state: RegistryState
    private let path: String?
    private var directory: StateDirectory?
    private let logger: Logger
    /// Whether another server has the directory, or may have.
    private var isReleased = false
    /// Why the last attempt to write failed.
    private var failure: StateDirectoryError?

    /// What another server has given is newer than what is on the disk, and says what clients were told.
    init(_ path: String?, inherited: RegistryState? = nil, logger: Logger) throws(StateDirectoryError) {
        try self.init(path, logger)
        guard var inherited else { return }
        if state.serial != 0 { inherited.raise(serial: state.serial) }
        state = inherited
    }

    private init(_ path: String?, _ logger: Logger) throws(StateDirectoryError) {
        (self.path, self.logger) = (path, logger)
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
        guard !isReleased else { return }
        do throws(StateDirectoryError) {
            try directory?.save(state)
            if directory == nil { try open() }
            tell(nil)
        } catch {
            tell(error)
        }
    }

    /// Saves the state and lets the directory go, so that another server can have it; nothing is written until `takeBack`.
    mutating func release() -> RegistryState {
        saveIfNeeded()
        sync()
        isReleased = true
        directory = nil
        return state
    }

    /// Takes the directory back, with the next saving. What another server has written there was told to nobody, but for the serial, which
    /// never goes back.
    mutating func takeBack() {
        isReleased = false
    }

    /// Where that fails it is tried again with the next saving.
    private mutating func open() throws(StateDirectoryError) {
        guard let path else { return }
        let directory = try StateDirectory(path)
        state.raise(serial: try directory.load { logger.error("\($0)") }.serial)
        try directory.save(state)
        self.directory = directory
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
