/// Every element of a collection once, beginning at another than the first.
struct CycledSequence<Base: RandomAccessCollection>: Sequence, IteratorProtocol where Base.Index == Int {
    private let base: Base
    private var position: Int
    private var left: Int

    init(_ base: Base, from first: Int) {
        self.base = base
        position = first
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
