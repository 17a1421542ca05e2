import DNSModel

/// How far one name is from others, in octets to add, leave out or replace.
///
/// A misspelt name is compared with hundreds of others for one answer, and only small distances count. So it is a band of the
/// table of distances (Ukkonen 1985) that is filled, in one place for all of them.
struct SpellingDistance {
    /// The largest distance that is told from larger ones.
    static let maximum = 2

    private let word: [UInt8]
    private var band = Band()

    init(from word: Label) {
        self.word = word.octets
    }

    /// The distance to another name; nil when it is over a bound, which is `maximum` or less.
    mutating func distance(to name: Label, atMost bound: Int) -> Int? {
        let (word, other) = (word, name.octets)
        guard abs(word.count - other.count) <= bound else { return nil }
        let shorter = min(word.count, other.count)
        let begin = (0..<shorter).first { word[$0] != other[$0] } ?? shorter
        let end = (0..<shorter - begin).first { word[word.count - 1 - $0] != other[other.count - 1 - $0] } ?? shorter - begin
        return band.distance(
            from: word.span.extracting(begin..<word.count - end), to: other.span.extracting(begin..<other.count - end), atMost: bound)
    }

    /// One row of the table: the columns from `maximum` before the row's number to `maximum` behind it. All others are too far.
    private struct Band {
        private var places = InlineArray<5, Int>(repeating: tooFar)

        private static let tooFar = maximum + 1

        mutating func distance(from word: Span<UInt8>, to other: Span<UInt8>, atMost bound: Int) -> Int? {
            for place in places.indices { places[place] = place >= maximum ? place - maximum : Self.tooFar }
            for row in 0..<word.count {
                guard fillRow(row + 1, of: word[row], other) <= bound else { return nil }
            }
            let distance = places[other.count - word.count + maximum]
            return distance <= bound ? distance : nil
        }

        /// Fills the next row and returns the least of it. The row above stands one place further on: what is replaced was in the
        /// same place, what is left out in the next.
        private mutating func fillRow(_ row: Int, of octet: UInt8, _ other: Span<UInt8>) -> Int {
            var least = Self.tooFar
            for place in places.indices {
                let column = row + place - maximum
                var distance = place > 0 ? places[place - 1] + 1 : Self.tooFar
                if place + 1 < places.count { distance = min(distance, places[place + 1] + 1) }
                if column > 0, column <= other.count { distance = min(distance, places[place] + (octet == other[column - 1] ? 0 : 1)) }
                places[place] = distance
                least = min(least, distance)
            }
            return least
        }
    }
}
