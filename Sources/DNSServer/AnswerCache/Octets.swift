/// Octets in bulk: one by one, each with its check, they would cost several times as much.
extension Span<UInt8> {
    /// Eight octets as a number that has no other meaning.
    @inline(__always) func word(at position: Int) -> UInt64 {
        let octets = extracting(position..<(position + 8))
        var word: UInt64 = 0
        for index in 0..<8 { word |= UInt64(octets[index]) &<< UInt64(8 * index) }
        return word
    }

    /// Whether these are the same octets, eight at least.
    func isEqual(to others: Span<UInt8>) -> Bool {
        guard count == others.count, count >= 8 else { return false }
        var position = 0
        while position + 8 <= count {
            if word(at: position) != others.word(at: position) { return false }
            position += 8
        }
        return word(at: count - 8) == others.word(at: count - 8)
    }
}

extension Array where Element: BitwiseCopyable {
    /// Appends elements that are elsewhere.
    mutating func append(copying elements: Span<Element>) {
        append(addingCapacity: elements.count) { output in
            for index in elements.indices { output.append(elements[index]) }
        }
    }
}
