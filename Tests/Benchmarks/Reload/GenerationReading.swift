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
        guard walk.isWhole, let first = generations.first else {
            self = .unexpected
            return
        }
        self = generations.count == 1 ? .generation(first) : .mixture(generations)
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
