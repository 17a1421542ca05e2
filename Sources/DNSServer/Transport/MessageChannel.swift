import CLinux
import Glibc

/// Whole messages, and with them descriptors, between two processes of this machine.
enum MessageChannel {
    /// The longest message.
    private static let longestMessage = 1_024
    /// The most descriptors that go with one message.
    static let mostDescriptors = Int(CLINUX_MOST_PASSED)

    /// What came.
    struct Arrival {
        let octets: [UInt8]
        let descriptors: [HeldDescriptor]
    }

    /// Sends a message at once, or fails.
    static func send(_ message: [UInt8], with descriptors: [HeldDescriptor] = [], over socket: Int32) throws(SystemError) {
        let numbers = descriptors.map { $0.use { $0 } }
        let result = unsafe message.withUnsafeBufferPointer { octets in
            unsafe numbers.withUnsafeBufferPointer { numbers in
                guard let start = octets.baseAddress else { return -EINVAL }
                return unsafe clinux_send_passing(socket, start, octets.count, numbers.baseAddress, UInt32(clamping: numbers.count))
            }
        }
        _ = try SystemError.check(result)
    }

    /// The next message; nil at the end. One that is too long, or has too many descriptors, is an error.
    static func receive(from socket: Int32) throws(SystemError) -> Arrival? {
        var octets = [UInt8](repeating: 0, count: longestMessage)
        var numbers = [Int32](repeating: -1, count: mostDescriptors)
        var count: UInt32 = 0
        let length = unsafe octets.withUnsafeMutableBufferPointer { octets in
            unsafe numbers.withUnsafeMutableBufferPointer { numbers in
                guard let start = octets.baseAddress, let first = numbers.baseAddress else { return -Int(EINVAL) }
                return unsafe clinux_receive_passing(socket, start, octets.count, first, &count)
            }
        }
        let descriptors = numbers.prefix(Int(count)).map { HeldDescriptor(Descriptor(owning: $0)) }
        _ = try SystemError.check(Int32(truncatingIfNeeded: length))
        return length == 0 ? nil : Arrival(octets: Array(octets.prefix(length)), descriptors: descriptors)
    }

    /// Lets no wait on a blocking socket take longer.
    static func limitWaits(on socket: Int32, toSeconds seconds: UInt32) throws(SystemError) {
        _ = try SystemError.check(clinux_limit_waits(socket, seconds))
    }

    /// The process at the other end, which the kernel vouches for.
    static func peer(of socket: Int32) throws(SystemError) -> PeerProcess {
        let look = clinux_look_at_process(socket)
        _ = try SystemError.check(look.result)
        return PeerProcess(identifier: look.process, user: look.user)
    }
}
