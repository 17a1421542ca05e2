import Foundation
import TestSupport

/// The packets that DNSWireTests keeps, by name, and others with cookies in them.
enum PacketFiles {
    static let all: [(name: String, octets: [UInt8])] = {
        let folder = Fixture.root.appending(path: "Tests/DNSWireTests/Packets")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".hex") }.sorted().map { ($0, octets(folder.appending(path: $0))) }
    }()

    private static func octets(_ file: URL) -> [UInt8] {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").flatMap { line in
            line.prefix { $0 != "#" }.split(separator: " ").compactMap { UInt8($0, radix: 16) }
        }
    }

    /// The packet; with this option behind its last octet, for an OPT record that ends there; and with an OPT record of its own
    /// behind it.
    static func variants(of packet: [UInt8], with option: [UInt8]) -> [[UInt8]] {
        guard packet.count >= 12 else { return [packet] }
        var added = packet + [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, UInt8(option.count)] + option
        added[11] &+= 1
        return [packet, added] + (lengthenedLast(packet, with: option).map { [$0] } ?? [])
    }

    private static func lengthenedLast(_ packet: [UInt8], with option: [UInt8]) -> [UInt8]? {
        let mark: [UInt8] = [0, 0, 41]
        let place = packet.indices.last { packet[$0...].starts(with: mark) && $0 + 11 <= packet.count }
        guard let place else { return nil }
        var lengthened = packet
        lengthened.insert(contentsOf: option, at: place + 11)
        lengthened[place + 10] &+= UInt8(option.count)
        return lengthened
    }
}
