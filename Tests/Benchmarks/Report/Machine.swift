import DNSServer
import Foundation

/// The machine that figures are of.
package enum Machine {
    /// How many processors this process may use.
    package static var processors: Int {
        Processors.count
    }

    /// Facts without which no figure means anything, as a list in Markdown.
    package static func facts(versions: [(title: String, version: String)]) -> String {
        let model = line(of: "/proc/cpuinfo", after: "model name")
        let kernel = text("/proc/sys/kernel/osrelease")
        let load = text("/proc/loadavg").split(separator: " ").prefix(2).joined(separator: ", ")
        let programs = versions.filter { !$0.version.isEmpty }.map { "\($0.title) \($0.version)" }.joined(separator: ", ")
        return """
            - \(processors) processors (\(model)), shared by the server and dnsperf; Linux \(kernel)
            - load average before the run (1 and 5 minutes): \(load)
            - \(programs)
            """
    }

    private static func text(_ path: String) -> String {
        ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func line(of path: String, after key: String) -> String {
        let line = text(path).split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? ""
    }
}
