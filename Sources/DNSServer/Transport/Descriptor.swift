import CLinux
import Glibc

/// The owner of a file descriptor, who closes it.
package struct Descriptor: ~Copyable, Sendable {
    /// The descriptor, for system calls.
    package let number: Int32

    /// Takes over an open descriptor.
    package init(owning number: Int32) {
        self.number = number
    }

    /// What a call gave that returns a descriptor or a negative errno.
    init(checking result: Int32) throws(SystemError) {
        number = try SystemError.check(result)
    }

    deinit {
        // Linux frees the number whatever close says, and there is nobody left to hear it.
        _ = close(number)
    }
}

extension Descriptor {
    /// Two kinds of socket.
    enum SocketKind {
        case datagram
        case stream
    }

    /// A socket that neither blocks nor outlives `exec`.
    static func socket(_ kind: SocketKind, _ family: clinux_address) throws(SystemError) -> Descriptor {
        try Descriptor(checking: clinux_socket(family.is_ipv6, kind == .stream))
    }

    /// Sets one option.
    borrowing func set(_ option: clinux_option, to value: Int32 = 1) throws(SystemError) {
        _ = try SystemError.check(clinux_set_option(number, option, value))
    }

    /// Sets an option that the socket does without where the kernel has none of it.
    borrowing func setIfPossible(_ option: clinux_option, to value: Int32) {
        _ = clinux_set_option(number, option, value)
    }

    /// Binds a socket.
    borrowing func bind(to address: clinux_address) throws(SystemError) {
        _ = try SystemError.check(clinux_bind(number, address))
    }

    /// Lets connections come.
    borrowing func listen(backlog: Int32) throws(SystemError) {
        _ = try SystemError.check(clinux_listen(number, backlog))
    }

    /// Waits until there is something to read, at most this long, and half a second; whether there is.
    borrowing func waitReadable(atMost bound: Duration) -> Bool {
        let microseconds = UInt32(clamping: Int64(min(max(bound, .zero), .milliseconds(500)) / .microseconds(1)))
        return unsafe withUnsafePointer(to: number) { unsafe clinux_wait_readable($0, 1, microseconds) }
    }

    /// What a socket has received and nobody has read yet; nil where there is nothing, or never will be.
    borrowing func receive(atMost size: Int) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: size)
        let count = unsafe octets.withUnsafeMutableBufferPointer { octets in
            unsafe octets.baseAddress.map { unsafe clinux_receive(number, $0, octets.count) } ?? 0
        }
        return count > 0 ? Array(octets.prefix(count)) : nil
    }

    /// The port that the socket is bound to.
    borrowing func boundPort() throws(SystemError) -> UInt16 {
        let local = clinux_local_address(number)
        _ = try SystemError.check(local.result)
        return local.address.port
    }
}
