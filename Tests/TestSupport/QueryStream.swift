import Glibc
import Synchronization

/// A client that asks one question over UDP again and again, from several ports in turn, and counts its answers.
package final class QueryStream: Sendable {
    /// What became of the queries.
    package struct Tally: Sendable {
        package var asked = 0
        package var answered = 0
        /// Answers that are not the one that is expected.
        package var wrong = 0
    }

    private let isEnding = Atomic(false)
    private let asked = Atomic(0)
    private let work = Mutex<Background<Tally>?>(nil)

    /// Of a server's workers each has some of so many ports.
    private static let ports = 16
    /// Microseconds between two queries.
    private let pause: UInt32

    /// Begins to ask a server on loopback; whether an answer is right is the caller's to say.
    package init(port: UInt16, _ message: [UInt8], pause: UInt32 = 400, isRight: @escaping @Sendable ([UInt8]) -> Bool) {
        self.pause = pause
        work.withLock { $0 = Background { self.run(port, message, isRight) } }
    }

    /// How many queries were sent up to now.
    package var count: Int {
        asked.load(ordering: .relaxed)
    }

    /// Asks no more, and waits for the answers that are missing.
    package func end() -> Tally {
        isEnding.store(true, ordering: .relaxed)
        guard let work = work.withLock({ $0 }) else { return Tally() }
        return work.wait()
    }

    private func run(_ port: UInt16, _ message: [UInt8], _ isRight: ([UInt8]) -> Bool) -> Tally {
        let sockets = (0..<Self.ports).map { _ in Self.socket(to: port) }
        defer { for socket in sockets { close(socket) } }
        var tally = Tally()
        while !isEnding.load(ordering: .relaxed) {
            let socket = sockets[tally.asked % Self.ports]
            if unsafe send(socket, message, message.count, 0) == message.count {
                tally.asked += 1
                asked.store(tally.asked, ordering: .relaxed)
            }
            for socket in sockets { Self.receive(from: socket, into: &tally, isRight) }
            usleep(pause)
        }
        _ = waitUntil {
            for socket in sockets { Self.receive(from: socket, into: &tally, isRight) }
            return tally.answered >= tally.asked
        }
        return tally
    }

    private static func socket(to port: UInt16) -> Int32 {
        let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = Glibc.socket(AF_INET, type, 0)
        _ = unsafe sockaddr_in("127.0.0.1", port: port).pass(to: connect, descriptor)
        return descriptor
    }

    private static func receive(from socket: Int32, into tally: inout Tally, _ isRight: ([UInt8]) -> Bool) {
        var buffer = [UInt8](repeating: 0, count: 2_048)
        while true {
            let count = unsafe recv(socket, &buffer, buffer.count, 0)
            guard count >= 0 else { return }
            tally.answered += 1
            if !isRight(Array(buffer[..<count])) { tally.wrong += 1 }
        }
    }
}
