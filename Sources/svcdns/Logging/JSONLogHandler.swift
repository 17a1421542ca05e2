import DNSServer
import Logging

/// Writes each log event as one JSON object on a line: `time` (Unix seconds with three decimals), `level`, `message` and the metadata.
struct JSONLogHandler: LogHandler {
    let output: LogOutput
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        output.write(Self.line(event.level, event.message.description, all, time: WallClock.unixTimeWithMilliseconds) + "\n")
    }

    /// The line of one event.
    static func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, time: String) -> String {
        let fixed = ["\"time\":\(time)", "\"level\":\"\(level.rawValue)\"", "\"message\":\(quoted(message))"]
        let more = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted("\($0.value)"))" }
        return "{" + (fixed + more).joined(separator: ",") + "}"
    }

    /// A string of JSON (RFC 8259 §7).
    private static func quoted(_ text: String) -> String {
        let inside = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case _ where scalar.value < 0x20: "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            case _: String(scalar)
            }
        }
        return "\"" + inside.joined() + "\""
    }
}
