import TestSupport

/// The lines of a file of questions. Each order is the same in every run.
package struct Questions: Sendable {
    private let catalogue: ServiceCatalogue

    /// More than any cache of a server holds, and more than are asked in a few seconds.
    package static let distinct = 1_000_000

    /// Questions about these Services.
    package init(_ catalogue: ServiceCatalogue) {
        self.catalogue = catalogue
    }

    /// Every address once, in no order.
    package var addresses: [String] {
        shuffled { "\(catalogue.host($0)) A" }
    }

    /// Every SRV record once, in no order.
    package var ports: [String] {
        shuffled { "\(catalogue.portHost($0)) SRV" }
    }

    /// Addresses by names that nobody has spelt like this before: which letters are capitals is random.
    package func neverSeen(_ count: Int = distinct) -> [String] {
        var generator = SeededGenerator(seed: 1)
        return (0..<count).map { _ in
            let host = catalogue.host(Int.random(in: 0..<catalogue.count, using: &generator))
            return Self.respelt(host, by: generator.next()) + " A"
        }
    }

    /// Names that nobody has, in namespaces that exist.
    package func unknown(_ count: Int = distinct) -> [String] {
        var generator = SeededGenerator(seed: 2)
        return (0..<count).map { number in
            "x\(String(generator.next(), radix: 36)).\(catalogue.namespace(number % catalogue.count)).svc.\(ServiceCatalogue.zone) A"
        }
    }

    private func shuffled(_ line: (Int) -> String) -> [String] {
        var generator = SeededGenerator(seed: 3)
        return (0..<catalogue.count).shuffled(using: &generator).map(line)
    }

    private static func respelt(_ host: String, by bits: UInt64) -> String {
        var bits = bits
        let octets = host.utf8.map { octet in
            guard (0x61...0x7A).contains(octet) else { return octet }
            defer { bits >>= 1 }
            return octet & ~(UInt8(truncatingIfNeeded: bits & 1) << 5)
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
