/// How the next answer with the same records differs.
package enum Turning: Hashable, Sendable {
    /// It is the same.
    case still
    /// It has the same records, and begins at another of so many places: two at least.
    case whole(beginnings: Int)
    /// It has others of the records.
    case part

    /// Of so many places, at most so many of which an answer has.
    init(among count: Int, limit: Int) {
        self = count > limit ? .part : count > 1 ? .whole(beginnings: count) : .still
    }
}
