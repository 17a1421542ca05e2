package import DNSModel
import Synchronization

/// A scripted DNS server on loopback, over UDP and TCP on one port: it answers from records, or misbehaves as the test says.
package final class FakeUpstream: Sendable {
    package let address: String
    package let port: UInt16
    private let script: FakeScript
    private let server: Mutex<FakeServer?>

    /// Starts a server with these records (presentation format; an owner may be a wildcard) on a free port of a loopback address.
    package init(_ records: [String], _ behaviour: FakeBehaviour = .answers, on address: String = "127.0.0.1") throws {
        script = FakeScript(zone: try FakeZone(records), behaviour: behaviour)
        self.address = address
        let sockets = try FakeSockets(address: address, port: 0)
        port = sockets.port
        server = Mutex(FakeServer(sockets, script))
    }

    deinit {
        stop()
    }

    /// What `--upstream` takes.
    package var endpoint: String {
        "\(address):\(port)"
    }

    /// Changes what becomes of queries for the names at or below one.
    package func behave(_ behaviour: FakeBehaviour, below name: DomainName = .root) {
        script.behave(behaviour, below: name)
    }

    package func replaceRecords(_ records: [String]) throws {
        script.replaceZone(try FakeZone(records))
    }

    /// How many queries came for a name, of one type or of all.
    package func count(_ name: DomainName, _ type: RecordType? = nil) -> Int {
        script.count { $0.name == name && (type == nil || type == $0.type) }
    }

    /// How many queries came.
    package var count: Int {
        script.count { _ in true }
    }

    /// How many answers are held back.
    package var heldCount: Int {
        server.withLock { $0 }?.heldCount ?? 0
    }

    /// Sends the answers that are held back.
    package func release() {
        server.withLock { $0 }?.release()
    }

    /// Closes its sockets: what comes now finds no program at the port. Another test's may take it, unless the address is this one's alone.
    package func stop() {
        let server = server.withLock { server in
            defer { server = nil }
            return server
        }
        server?.stop()
    }

    /// Serves again on the same port.
    package func start() throws {
        let server = FakeServer(try FakeSockets(address: address, port: port), script)
        self.server.withLock { $0 = server }
    }
}
