import CLinux
import Glibc

/// A text on its way to another process, which no disk sees.
enum TextFile {
    /// A file in memory with this text.
    static func make(_ text: String) throws(SystemError) -> HeldDescriptor {
        let octets = Array(text.utf8)
        let number = unsafe octets.withUnsafeBufferPointer { octets in
            guard let start = octets.baseAddress else { return -EINVAL }
            return unsafe clinux_memory_file(start, octets.count)
        }
        return HeldDescriptor(try Descriptor(checking: number))
    }

    /// The text of such a file.
    static func read(_ file: HeldDescriptor) throws(WholeFileError) -> String {
        let octets = try file.use { number throws(WholeFileError) in try WholeFile.read("/proc/self/fd/\(number)", .regular) }
        return String(decoding: octets, as: UTF8.self)
    }
}
