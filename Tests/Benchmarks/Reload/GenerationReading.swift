import DNSModel

/// Which version of `GenerationManifest` an answer is from.
package enum GenerationReading: Hashable {
    /// All of it from one.
    case generation(Int)
    /// From several, which must not be.
    case mixture(Set<Int>)
    /// No answer with records.
    case unexpected

    /// Reads an answer: every address and every port in it.
    package init(_ message: [UInt8]) {
        var walk = RecordWalk(message)
        var generations: Set<Int> = []
        while let record = walk.next() {
            if let generation = Self.generation(of: record, in: message) { generations.insert(generation) }
        }
        switch generations.count {
        case 0: self = .unexpected
        case 1: self = generations.first.map(Self.generation) ?? .unexpected
        default: self = walk.isWhole ? .mixture(generations) : .unexpected
        }
        if !walk.isWhole { self = .unexpected }
    }

    private static func generation(of record: RecordWalk.Record, in message: [UInt8]) -> Int? {
        let data = message[record.data]
        switch record.type {
        case .a, .aaaa: return data.suffix(2).reduce(0) { $0 << 8 | Int($1) }
        case .srv where data.count > 6: return data.dropFirst(4).prefix(2).reduce(0) { $0 << 8 | Int($1) } - GenerationManifest.basePort
        case _: return nil
        }
    }
}

/// The records of an answer one by one: faster than a reader of everything, as it runs beside what is measured.
struct RecordWalk {
    struct Record {
        let type: RecordType
        let data: Range<Int>
    }

    private let message: [UInt8]
    private var place = 12
    private var left = 0
    /// Whether nothing was wrong so far.
    private(set) var isWhole = false

    init(_ message: [UInt8]) {
        self.message = message
        guard message.count >= 12 else { return }
        isWhole = true
        for _ in 0..<number(at: 4) where isWhole { skipName(then: 4) }
        left = number(at: 6) + number(at: 8) + number(at: 10)
    }

    mutating func next() -> Record? {
        guard left > 0, isWhole else { return nil }
        left -= 1
        skipName(then: 10)
        guard isWhole else { return nil }
        let start = place
        place += number(at: start - 2)
        isWhole = place <= message.count
        return isWhole ? Record(type: RecordType(rawValue: UInt16(number(at: start - 10))), data: start..<place) : nil
    }

    private mutating func skipName(then count: Int) {
        while place < message.count, message[place] != 0, message[place] < 0xC0 { place += Int(message[place]) + 1 }
        place += place < message.count && message[place] == 0 ? 1 : 2
        place += count
        isWhole = place <= message.count
    }

    private func number(at place: Int) -> Int {
        Int(message[place]) << 8 | Int(message[place + 1])
    }
}
