import Glibc
import Synchronization

/// A client that sends and does not wait: a UDP socket with an address of its own on loopback.
package final class FloodSocket: Sendable {
    private let descriptor: Int32
    private let received = Mutex(0)

    /// A socket that asks a server on 127.0.0.1, from this address of loopback.
    package init?(port: UInt16, from source: String) {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0, unsafe sockaddr_in(source, port: 0).pass(to: bind, descriptor),
            unsafe sockaddr_in("127.0.0.1", port: port).pass(to: connect, descriptor)
        else { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a message, unless the kernel has no room for it.
    @discardableResult
    package func send(_ message: [UInt8]) -> Bool {
        unsafe Glibc.send(descriptor, message, message.count, Int32(MSG_NOSIGNAL)) == message.count
    }

    /// How many answers have come so far.
    package var answers: Int {
        received.withLock { count in
            var octet: UInt8 = 0
            while unsafe recv(descriptor, &octet, 1, 0) > 0 { count += 1 }
            return count
        }
    }
}
