/// Every element of a collection once, beginning at another than the first.
struct CycledSequence<Base: RandomAccessCollection>: Sequence, IteratorProtocol where Base.Index == Int {
    private let base: Base
    private var position: Int
    private var left: Int

    /// - Parameter offset: how many elements come last instead of first; fewer than there are, or 0.
    init(_ base: Base, from offset: Int) {
        self.base = base
        position = base.startIndex + offset
        left = base.count
    }

    mutating func next() -> Base.Element? {
        guard left > 0 else { return nil }
        defer {
            left -= 1
            position += 1
            if position == base.endIndex { position = base.startIndex }
        }
        return base[position]
    }
}

extension AnswerWindow {
    /// The elements that an answer may have, beginning with another one each time.
    func elements<Base: RandomAccessCollection>(of base: Base, limit: Int = .max) -> PrefixSequence<CycledSequence<Base>>
    where Base.Index == Int {
        CycledSequence(base, from: first(of: base.count)).prefix(min(self.limit, limit))
    }
}
