import DNSModel

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
