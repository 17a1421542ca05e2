import CLinux
import Glibc

/// A file that is only in memory, for a library that wants to read one by name.
struct MemoryFile: ~Copyable {
    private let descriptor: Int32

    /// A file of these octets.
    init(_ octets: [UInt8]) throws(EngineError) {
        descriptor = unsafe octets.withUnsafeBufferPointer { octets in
            guard let start = octets.baseAddress else { return Int32(-EINVAL) }
            return unsafe clinux_memory_file(start, octets.count)
        }
        guard descriptor >= 0 else { throw EngineError(description: "no memory or descriptors for libunbound's files") }
    }

    deinit {
        close(descriptor)
    }

    /// Where it is read while this value lives; the next value may have the same path.
    var path: String {
        "/proc/self/fd/\(descriptor)"
    }
}
