import Dispatch
import Synchronization
import Upstream

/// Reads whom /etc/resolv.conf names, on a queue of its own: a file system that hangs keeps no question waiting.
final class ResolverFileReader: Sendable {
    let path: String
    /// The port of all of them.
    private let port: UInt16
    private let queue = DispatchQueue(label: "svcdns.resolver-file")
    private let state = Mutex(State.idle)

    /// What a reading gives: the servers, or why there are none.
    typealias Reading = Result<[UpstreamServer], WholeFileError>

    private enum State {
        case idle
        case underWay
        case done(Reading)
    }

    init(_ path: String, port: UInt16) {
        self.path = path
        self.port = port
    }

    /// Reads now, and waits for it: for the start.
    func read() -> Reading {
        Reading { () throws(WholeFileError) in
            let text = try WholeFile.read(path, .regular, atMost: ResolverFile.maximumLength)
            return ResolverFile.servers(in: text, port: port)
        }
    }

    /// Begins to read, unless that still goes on since the last time.
    func begin() {
        let begins = state.withLock { state in
            guard case .idle = state else { return false }
            state = .underWay
            return true
        }
        guard begins else { return }
        queue.async {
            let reading = self.read()
            self.state.withLock { $0 = .done(reading) }
        }
    }

    /// Whether something is read, or was and is not taken.
    var isBusy: Bool {
        state.withLock { if case .idle = $0 { false } else { true } }
    }

    /// What was read since the last time; given once.
    func take() -> Reading? {
        state.withLock { state in
            guard case .done(let reading) = state else { return nil }
            state = .idle
            return reading
        }
    }
}
