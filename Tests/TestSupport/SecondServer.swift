package import Foundation
import Glibc

/// A secondary on loopback that takes zones from a primary: Knot DNS, unpacked into `.build/knot` by README.md's test command and
/// never installed, since its package would start a service on port 53.
package final class SecondServer: Sendable {
    private let process: ChildProcess
    private let folder: TemporaryDirectory
    /// The port it listens on.
    package let port: UInt16

    /// The program.
    package static let binary = Fixture.root.appending(path: ".build/knot/usr/sbin/knotd")

    /// Another program may take a port between the search for it and the server's start: then it ends, and is started again.
    private static let maximumStarts = 5

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
        guard FileManager.default.isExecutableFile(atPath: Self.binary.path) else { throw NotUnpacked() }
        folder = try TemporaryDirectory()
        (process, port) = try Self.start(settings, from: primary, in: folder)
    }

    private static func start(_ settings: String, from primary: UInt16, in folder: TemporaryDirectory) throws -> (ChildProcess, UInt16) {
        for _ in 0..<maximumStarts {
            let port = freePort()
            try folder.write("knot.conf", configuration(settings, from: primary, port: port, in: folder.path))
            let log = folder.url.appending(path: "log").path
            let process = try ChildProcess(
                [binary.path, "--config", folder.url.appending(path: "knot.conf").path], in: folder.path, output: log, errors: log)
            _ = waitUntil(atMost: .seconds(30)) { process.status != nil || text(in: folder).contains("server started") }
            if process.status == nil { return (process, port) }
        }
        throw NotServing(output: text(in: folder))
    }

    /// Waits until it has a zone; false when it ended, or the time is over.
    package func hasZone(askedForBy query: [UInt8], atMost bound: Duration = .seconds(30)) -> Bool {
        var hasEnded = false
        let hasZone = waitUntil(atMost: bound) {
            hasEnded = process.status != nil
            return hasEnded || exchange(query).flatMap(LdnsMessage.init)?.answer.count == 1
        }
        return hasZone && !hasEnded
    }

    /// Asks this server over TCP.
    package func exchange(_ message: [UInt8]) -> [UInt8]? {
        withExtendedLifetime(self) { DNSClient(port: port).exchange(message, over: .tcp) }
    }

    /// Everything that it wrote.
    package var log: String {
        Self.text(in: folder)
    }

    private static func text(in folder: TemporaryDirectory) -> String {
        let octets = FileManager.default.contents(atPath: folder.url.appending(path: "log").path)
        return String(decoding: octets ?? Data(), as: UTF8.self)
    }

    private static func configuration(_ settings: String, from primary: UInt16, port: UInt16, in folder: String) -> String {
        """
        server:
            rundir: "\(folder)"
            listen: 127.0.0.1@\(port)
            udp-workers: 1
            tcp-workers: 1
            background-workers: 1
        database:
            storage: "\(folder)"
        log:
          - target: stderr
            any: info

        """
            + settings.replacingOccurrences(of: "192.0.2.53@53", with: "127.0.0.1@\(primary)")
            .replacingOccurrences(of: "  - id: default\n", with: "  - id: default\n    storage: \"\(folder)\"\n")
    }

    /// A port that nobody has at the moment, as the kernel finds one.
    private static func freePort() -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in("127.0.0.1", port: 0)
        _ = unsafe address.pass(to: bind, descriptor)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = unsafe getsockname(descriptor, $0, &length) }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    package struct NotServing: Error {
        package let output: String
    }

    package struct NotUnpacked: Error, CustomStringConvertible {
        package let description = "no \(SecondServer.binary.path): README.md's test command unpacks it"
    }
}
