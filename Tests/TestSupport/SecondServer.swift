import Foundation

/// A secondary on loopback that takes zones from a primary.
package final class SecondServer: Sendable {
    private let server: KnotServer

    /// Starts the server and waits until it listens; the zones come a moment later.
    package convenience init(zones: [String], from primary: UInt16) throws {
        let settings = """
            remote:
              - id: primary
                address: 192.0.2.53@53
            template:
              - id: default
                master: primary
            zone:

            """
        try self.init(settings: settings + zones.map { "  - domain: \($0)\n" }.joined(), from: primary)
    }

    /// Starts the server with what a person would write for a primary at 192.0.2.53.
    package init(settings: String, from primary: UInt16) throws {
        server = try KnotServer(
            settings: settings.replacingOccurrences(of: "192.0.2.53@53", with: "127.0.0.1@\(primary)")
                .replacingOccurrences(of: "  - id: default\n", with: "  - id: default\n    storage: \"%FOLDER%\"\n"))
    }

    /// Waits until it has a zone; false when it ended, or the time is over.
    package func hasZone(askedForBy query: [UInt8], atMost bound: Duration = .seconds(30)) -> Bool {
        var hasEnded = false
        let hasZone = waitUntil(atMost: bound) {
            hasEnded = !server.isRunning
            return hasEnded || exchange(query).flatMap(LdnsMessage.init)?.answer.count == 1
        }
        return hasZone && !hasEnded
    }

    /// Asks this server over TCP.
    package func exchange(_ message: [UInt8]) -> [UInt8]? {
        withExtendedLifetime(self) { DNSClient(port: server.port).exchange(message, over: .tcp) }
    }

    /// Everything that it wrote.
    package var log: String {
        server.log
    }
}
