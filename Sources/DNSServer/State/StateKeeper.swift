import Logging

/// The state, and the directory that keeps it over restarts if there is one.
struct StateKeeper {
    var state: RegistryState
    private let directory: StateDirectory?
    private let logger: Logger
    /// What hinders, as it was last told.
    private var hindrance: StateDirectoryError?

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
    /// disk must not stop names from following their containers (Docs/Decisions/0003). It is told once.
    mutating func saveIfNeeded() {
        do throws(StateDirectoryError) {
            try directory?.save(state)
            hindrance = nil
        } catch {
            guard error != hindrance else { return }
            hindrance = error
            logger.error("\(error); until then a restart may change allocated addresses")
        }
    }
}
