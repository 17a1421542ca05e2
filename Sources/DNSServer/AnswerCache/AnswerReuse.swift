package import Resolution

/// How an answer may be given again.
package struct AnswerReuse {
    /// How long it is right.
    package var validity: AnswerValidity
    /// Whether it is right only for clients with the same address.
    package let isOfClient: Bool
    /// How the next answer differs from it.
    package let turning: Turning
    /// Where it begins among its records, as a fraction of 2⁶⁴.
    package let turn: UInt64

    /// An answer that may be given so.
    package init(_ validity: AnswerValidity, isOfClient: Bool = false, turning: Turning = .still, turn: UInt64 = 0) {
        self.validity = validity
        self.isOfClient = isOfClient
        self.turning = turning
        self.turn = turn
    }

    /// The most answers of one set of records that are remembered.
    package static let mostShares = 16
    /// How long one answer stands for all that begin near it. Sixteen are made in that time at most: so the records of a large
    /// set all come first before long, and a busy name still costs little.
    package static let longestTurn = Duration.milliseconds(100)

    /// Among how many answers clients take turns; nil: this one is for all.
    var shares: Int? {
        switch turning {
        case .still: nil
        case .whole(let beginnings): min(beginnings, Self.mostShares)
        case .part: Self.mostShares
        }
    }

    /// Whether the answer is over some time, though nothing changes.
    var endsByItself: Bool {
        validity.end != nil || isOneOfMore
    }

    /// Whether answers that are not remembered would begin with other records than those that are.
    var isOneOfMore: Bool {
        switch turning {
        case .still: false
        case .whole(let beginnings): beginnings > Self.mostShares
        case .part: true
        }
    }
}
