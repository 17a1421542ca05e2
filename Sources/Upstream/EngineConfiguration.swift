import CLinux
import DNSModel
import Glibc

/// The settings as libunbound's configuration file has them; its functions for single options cannot say all of it.
struct EngineConfiguration {
    /// The file's text.
    let text: String

    init(_ settings: EngineSettings) {
        text = (Self.server(settings) + Self.forwards(settings)).joined(separator: "\n") + "\n"
    }

    /// Calls the body with the path of a file that holds the text while the body runs.
    func withFile<Result>(_ body: (String) -> Result) throws(EngineError) -> Result {
        let octets = Array(text.utf8)
        let descriptor = unsafe octets.withUnsafeBufferPointer { octets in
            guard let start = octets.baseAddress else { return Int32(-EINVAL) }
            return unsafe clinux_memory_file(start, octets.count)
        }
        guard descriptor >= 0 else { throw EngineError(description: "no memory or descriptors for libunbound's configuration") }
        defer { close(descriptor) }
        return body("/proc/self/fd/\(descriptor)")
    }

    private static func server(_ settings: EngineSettings) -> [String] {
        var lines = [
            "server:", "do-not-query-localhost: no", "infra-cache-max-rtt: 1000", "infra-host-ttl: 0",
            "cache-min-ttl: \(settings.timeToLive.lowerBound)", "cache-max-ttl: \(settings.timeToLive.upperBound)",
            "cache-max-negative-ttl: \(settings.negativeTimeToLive)", "num-queries-per-thread: \(settings.concurrency)",
        ]
        if let file = settings.trustAnchorFile { lines.append("trust-anchor-file: \"\(file)\"") }
        lines += settings.stubZones.keys.map { "domain-insecure: \"\($0)\"" }
        return lines
    }

    private static func forwards(_ settings: EngineSettings) -> [String] {
        var lines: [String] = []
        if case .servers(let servers) = settings.route { lines += forward(.root, to: servers) }
        for (zone, servers) in settings.stubZones { lines += forward(zone, to: servers) }
        return lines
    }

    private static func forward(_ zone: DomainName, to servers: [UpstreamServer]) -> [String] {
        ["forward-zone:", "name: \"\(zone)\""] + servers.map { "forward-addr: \($0.address)@\($0.port)" }
    }
}
