import Glibc

/// A packet that is kept in a file of `Packets`, or of `Packets/Upstream` where upstream sent it, and what has to become of it.
///
/// The first line says what is expected, the second why; the rest is hexadecimal octets, with comments behind `#`.
struct GoldenPacket: Sendable, CustomStringConvertible {
    /// What has to become of a packet; the raw value is how a file says it.
    enum Expectation: String {
        case query
        case silence
        case formatErrorWithQuestion = "FORMERR with question"
        case formatErrorWithoutQuestion = "FORMERR without question"
        case notImplemented = "NOTIMP"
        case notAuthorized = "NOTAUTH"
        case cookie
        case badVersion = "BADVERS"
    }

    let name: String
    /// What the file expects, in its words; nil when it does not say it.
    let expected: String?
    let octets: [UInt8]

    var description: String { name }

    /// What a file expects of a query; nil when it does not say it.
    var expectation: Expectation? {
        expected.flatMap(Expectation.init(rawValue:))
    }

    /// Every file of the directory, by name.
    static let all: [GoldenPacket] = paths(matching: directory + "*.hex").compactMap(GoldenPacket.init(path:))
    /// Every file of messages from upstream, by name.
    static let upstream: [GoldenPacket] = paths(matching: directory + "Upstream/*.hex").compactMap(GoldenPacket.init(path:))

    /// The packet of this name; no octets when there is none.
    static func octets(_ name: String) -> [UInt8] {
        all.first { $0.name == name }?.octets ?? []
    }

    /// The message from upstream of this name; no octets when there is none.
    static func octets(upstream name: String) -> [UInt8] {
        upstream.first { $0.name == name }?.octets ?? []
    }

    private static let directory = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Packets/"

    private init?(path: String) {
        guard let text = Self.text(of: path), let fileName = path.split(separator: "/").last else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let prefix = "# expect: "
        name = String(fileName.dropLast(".hex".count))
        expected = lines.first.flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
        octets = lines.flatMap(Self.octets(ofLine:))
    }

    private static func octets(ofLine line: Substring) -> [UInt8] {
        let data = line.prefix { $0 != "#" }
        return data.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }

    private static func paths(matching pattern: String) -> [String] {
        var found = unsafe glob_t()
        defer { unsafe globfree(&found) }
        guard unsafe glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(unsafe found.gl_pathc)).compactMap { unsafe found.gl_pathv[$0].map { unsafe String(cString: $0) } }
    }

    private static func text(of path: String) -> String? {
        guard let file = unsafe fopen(path, "r") else { return nil }
        defer { unsafe fclose(file) }
        var octets = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe fread(&octets, 1, octets.count, file)
        return String(decoding: octets.prefix(count), as: UTF8.self)
    }
}
