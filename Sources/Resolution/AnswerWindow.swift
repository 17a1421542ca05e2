/// Which of many records an answer is made of: as many as may fit, beginning with another one each time.
///
/// A headless Service may have tens of thousands of endpoints; what an answer costs must not depend on how many do not fit.
package struct AnswerWindow: Hashable, Sendable {
    /// Any number: records begin at this place, modulo their count.
    package let start: Int
    /// The most records that are gathered: more than can fit, so that a cut answer is known to be one.
    package let limit: Int

    /// The octets of the shortest record: a pointer, type, class, TTL, length, and an IPv4 address.
    private static let shortestRecord = 16

    /// The window of an answer that may have so many octets.
    package init(start: Int, octets: Int) {
        self.start = start
        limit = octets / Self.shortestRecord + 1
    }

    /// The place to begin in so many records.
    func first(of count: Int) -> Int {
        count == 0 ? 0 : Int(UInt(bitPattern: start) % UInt(count))
    }
}

extension Collection where Index == Int {
    /// Every element once, beginning at another than the first.
    func cycled(from first: Int) -> some Sequence<Element> {
        [self[first...], self[..<first]].lazy.joined()
    }
}
