/// Which of many records an answer is made of: as many as may fit, beginning with another one each time.
///
/// A headless Service may have tens of thousands of endpoints; what an answer costs must not depend on how many do not fit.
package struct AnswerWindow: Hashable, Sendable {
    /// Where to begin among the records, as a fraction of 2⁶⁴: 0 is the first of them.
    package let start: UInt64
    /// The most octets that the answer may have.
    package let octets: Int
    /// The most records that are gathered: more than can fit, so that a cut answer is known to be one.
    package let limit: Int

    /// The octets of the shortest record: a pointer, type, class, TTL, length, and an IPv4 address.
    private static let shortestRecord = 16

    /// The window of an answer that may have so many octets.
    package init(start: UInt64, octets: Int) {
        self.start = start
        self.octets = octets
        limit = octets / Self.shortestRecord + 1
    }

    /// No window at all: every record in its order, for zone transfers.
    package static let whole = AnswerWindow()

    private init() {
        start = 0
        octets = .max
        limit = .max
    }

    /// The place to begin in so many records.
    func first(of count: Int) -> Int {
        Int(start.multipliedFullWidth(by: UInt64(count)).high)
    }
}
