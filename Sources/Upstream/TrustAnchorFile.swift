import Glibc

/// A file with the keys that validation begins at, read whole: libunbound reads a folder for ever, and takes a file without a
/// key as nothing to validate.
struct TrustAnchorFile {
    /// What is in it.
    let octets: [UInt8]

    /// The keys of the root and of some hundred zones.
    private static let maximumLength = 1 << 20

    init(_ path: String) throws(EngineError) {
        // A pipe without a writer would be waited for.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.error(path, unsafe String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard Self.isRegular(descriptor) else { throw Self.error(path, "it is no file") }
        guard let octets = Self.contents(of: descriptor) else { throw Self.error(path, "it cannot be read, or is over 1 MiB") }
        guard Self.hasKey(octets) else { throw Self.error(path, "there is no key in it") }
        self.octets = octets
    }

    /// What is wrong with the file, and what it should be.
    static func error(_ path: String, _ reason: String) -> EngineError {
        EngineError(
            description: "trust anchor file \(path): \(reason); it holds DS or DNSKEY records, one a line, as unbound-anchor writes them")
    }

    private static func isRegular(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func contents(of descriptor: Int32) -> [UInt8]? {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while octets.count <= maximumLength {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return count == 0 ? octets : nil }
            octets += buffer[..<count]
        }
        return nil
    }

    /// Comments begin with a semicolon.
    private static func hasKey(_ octets: [UInt8]) -> Bool {
        let lines = octets.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return lines.contains { line in
            let fields = line.prefix { $0 != UInt8(ascii: ";") }.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            return fields.contains { ["DS", "DNSKEY"].contains(String(decoding: $0, as: UTF8.self).uppercased()) }
        }
    }
}
