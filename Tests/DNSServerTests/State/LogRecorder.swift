import Logging
import Synchronization

/// Keeps what is logged.
final class LogRecorder: Sendable {
    private let events = Mutex<[String]>([])

    /// A logger whose events come here.
    var logger: Logger {
        Logger(label: "test") { _ in Handler(recorder: self) }
    }

    /// What was logged at the level of errors.
    var errors: [String] {
        events.withLock { $0 }
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var logLevel = Logger.Level.error
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
