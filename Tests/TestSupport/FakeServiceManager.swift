import Glibc
import Synchronization

/// Listens as a service manager does, and keeps what it is told.
package final class FakeServiceManager: Sendable {
    private let folder: TemporaryDirectory
    private let descriptor: Int32
    private let told = Mutex<[String]>([])

    package init() throws {
        folder = try TemporaryDirectory()
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0, Self.bind(descriptor, to: path) else { throw Failed(number: errno) }
        unsafe chmod(path, 0o777)
    }

    deinit {
        close(descriptor)
    }

    package struct Failed: Error {
        let number: Int32
    }

    private var path: String {
        "\(folder.path)/notify"
    }

    /// What starts a command with this manager in its environment.
    package func launcher(_ more: String...) -> [String] {
        ["env", "NOTIFY_SOCKET=\(path)"] + more
    }

    /// The lines that it was told so far, in their order.
    package var notices: [String] {
        told.withLock { told in
            var octets = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = unsafe recv(descriptor, &octets, octets.count, Int32(MSG_DONTWAIT))
                guard count > 0 else { return told }
                told += String(decoding: octets[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
            }
        }
    }

    /// Waits until it was told this so often; whether it was.
    package func wasTold(_ notice: String, times: Int = 1) -> Bool {
        waitUntil(atMost: .seconds(60)) { notices.count { $0.hasPrefix(notice) } >= times }
    }

    private static func bind(_ descriptor: Int32, to path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
