import DNSModel

/// Messages from upstream that are too large for files.
struct HostileAnswer: Sendable, CustomStringConvertible {
    let description: String
    let octets: [UInt8]
    /// In the words of a golden packet.
    let expected: String

    static let all: [HostileAnswer] = [
        HostileAnswer("4,096 records", emptyRecords(count: 4_096), "an answer"),
        HostileAnswer("4,097 records", emptyRecords(count: 4_097), "has too many records"),
        HostileAnswer("65,535 records of each section", [0x12, 0x34, 0x81, 0x80, 0, 1] + repeated([0xFF], 6), "has too many records"),
        HostileAnswer("TXT of 65,480 empty strings", text(emptyStrings: 65_480), "an answer"),
        HostileAnswer("65,536 octets", text(emptyStrings: 65_536 - 46), "has 65536 octets"),
        HostileAnswer("pointers to one long name in owners and RDATA", longNames, "has names that are too long together"),
        HostileAnswer("512 owners of 126 pointers each", pointerChains, "an answer"),
    ]

    private init(_ description: String, _ octets: [UInt8], _ expected: String) {
        self.description = description
        self.octets = octets
        self.expected = expected
    }

    /// So many addresses of the name in the question.
    static func records(count: Int) -> [UInt8] {
        message(count, (0..<count).flatMap { [0xC0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 10, 0] + number($0) })
    }

    /// So many records of an unknown type, without RDATA, that the root owns.
    private static func emptyRecords(count: Int) -> [UInt8] {
        message(count, repeated([0, 0xFF, 0, 0, 1, 0, 0, 1, 44, 0, 0], count))
    }

    private static func text(emptyStrings count: Int) -> [UInt8] {
        message(1, [0xC0, 12, 0, 16, 0, 1, 0, 0, 1, 44] + number(count) + repeated([0], count))
    }

    /// An alias to a name of 255 octets, and 511 SOA of that owner with that name twice.
    private static var longNames: [UInt8] {
        let label: [UInt8] = [63] + repeated([0x61], 63)
        let name = repeated(label, 3) + [61] + repeated([0x61], 61) + [0]
        let alias = [0xC0, 12, 0, 5, 0, 1, 0, 0, 1, 44] + number(name.count) + name
        let start = [0xC0, 46, 0, 6, 0, 1, 0, 0, 1, 44, 0, 24, 0xC0, 46, 0xC0, 46] + repeated([0], 20)
        return message(512, alias + repeated(start, 511))
    }

    private static var pointerChains: [UInt8] {
        let chain = (0..<125).flatMap { number(0xC000 | ($0 == 0 ? 12 : 44 + 2 * $0)) }
        let link = [0xC0, 12, 0xFF, 0, 0, 1, 0, 0, 1, 44] + number(chain.count) + chain
        let record = number(0xC000 | (46 + 2 * 124)) + [0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 10, 0, 0, 1]
        return message(512, link + repeated(record, 511))
    }

    private static func message(_ answers: Int, _ records: [UInt8]) -> [UInt8] {
        [0x12, 0x34, 0x81, 0x80, 0, 1] + number(answers) + [0, 0, 0, 0] + UpstreamDecoding.question.name.octets + [0, 1, 0, 1] + records
    }

    private static func number(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }

    private static func repeated(_ octets: [UInt8], _ count: Int) -> [UInt8] {
        repeatElement(octets, count: count).flatMap(\.self)
    }
}
