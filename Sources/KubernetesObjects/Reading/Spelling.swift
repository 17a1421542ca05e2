import DNSModel

/// Guesses what was meant by a word that is nearly another one.
enum Spelling {
    /// The most letters by which a word may be off.
    static let maximumDistance = 2

    /// The word among the candidates that differs in case only, else the nearest within two letters; short words within fewer.
    static func nearest(to text: String, among candidates: [String]) -> String? {
        let word = text.utf8.map(ASCII.lowercased)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let limit = min(maximumDistance, candidate.utf8.count / 3, best.map { $0.distance - 1 } ?? maximumDistance)
            guard limit >= 0, abs(word.count - candidate.utf8.count) <= limit else { continue }
            let distance = distance(from: word, to: candidate.utf8.map(ASCII.lowercased))
            if distance <= limit { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// How many letters are added, left out, changed or swapped with their neighbour.
    private static func distance(from word: [UInt8], to other: [UInt8]) -> Int {
        var earlier: [Int] = []
        var previous = Array(0...other.count)
        for row in word.indices {
            var current = [row + 1]
            for column in other.indices {
                let change = previous[column] + (word[row] == other[column] ? 0 : 1)
                var least = min(change, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, word[row] == other[column - 1], word[row - 1] == other[column] {
                    least = min(least, earlier[column - 1] + 1)
                }
                current.append(least)
            }
            (earlier, previous) = (previous, current)
        }
        return previous[other.count]
    }
}
