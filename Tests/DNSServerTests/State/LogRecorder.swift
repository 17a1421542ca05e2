import Logging
import Synchronization

/// Keeps what is logged.
final class LogRecorder: Sendable {
    private let events = Mutex<[String]>([])
    private let level: Logger.Level

    /// A recorder of this level and those above it.
    init(level: Logger.Level = .error) {
        self.level = level
    }

    /// A logger whose events come here.
    var logger: Logger {
        Logger(label: "test") { _ in Handler(recorder: self, logLevel: level) }
    }

    /// What was logged.
    var messages: [String] {
        events.withLock { $0 }
    }

    /// What was logged at the level of errors, of a recorder of that level.
    var errors: [String] {
        messages
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var logLevel: Logger.Level
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            recorder.events.withLock { $0.append(event.message.description) }
        }
    }
}
