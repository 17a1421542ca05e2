/// Elements of a collection, each once, beginning at another than the first.
struct CycledSequence<Base: RandomAccessCollection>: Sequence, IteratorProtocol where Base.Index == Int {
    private let base: Base
    private var position: Int
    private var left: Int

    /// - Parameters:
    ///   - offset: how many elements come last instead of first; fewer than there are, or 0.
    ///   - limit: the most elements that come.
    init(_ base: Base, from offset: Int, limit: Int) {
        self.base = base
        position = base.startIndex + offset
        left = Swift.min(base.count, limit)
    }

    /// As many as come: an array of them is made at once.
    var underestimatedCount: Int {
        left
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
    func elements<Base: RandomAccessCollection>(of base: Base, limit: Int = .max) -> CycledSequence<Base> where Base.Index == Int {
        CycledSequence(base, from: first(of: base.count), limit: min(self.limit, limit))
    }
}
