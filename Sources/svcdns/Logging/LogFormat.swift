import DNSServer
import Logging

/// How log lines are written to standard error.
enum LogFormat: String {
    case text
    case json

    /// Makes every logger of the process write so; once, before the first of them.
    func bootstrap(_ level: Logger.Level, to output: LogOutput) {
        let format = self
        LoggingSystem.bootstrap { label in
            var handler: any LogHandler =
                switch format {
                case .text: StreamLogHandler(label: label, stream: output)
                case .json: JSONLogHandler(output: output)
                }
            handler.logLevel = level
            return handler
        }
    }
}
