/// What has a place among others of its kind.
protocol Ordered {
    /// Whether this one comes first. Of two that are kept together, one does.
    func precedes(_ other: Self) -> Bool
}

/// Elements in order, in pieces, so that a change of a few copies only the pieces that they are in: the others are shared with
/// whoever still reads the collection as it was.
struct OrderedChunks<Element: Ordered & Sendable>: Sendable {
    /// None is empty.
    private var chunks: [[Element]] = []

    /// So many elements to a piece: it is copied in microseconds, and 150,000 make a list of 300.
    private static var size: Int { 512 }

    /// Takes away some, which are here, and takes in others; both are in order.
    mutating func replace(_ gone: [Element], with come: [Element]) {
        if gone.isEmpty, come.isEmpty { return }
        var (gone, come) = (gone[...], come[...])
        var parts = Self()
        parts.chunks.reserveCapacity(chunks.count + 2 + come.count / Self.size)
        for (index, chunk) in (chunks.isEmpty ? [[]] : chunks).enumerated() {
            let next = index + 1 < chunks.count ? chunks[index + 1].first : nil
            let (goneHere, comeHere) = (gone.removeAll(before: next), come.removeAll(before: next))
            let isSame = goneHere.isEmpty && comeHere.isEmpty
            parts.append(isSame ? chunk : Self.merged(chunk, without: goneHere, with: comeHere))
        }
        self = parts
    }

    private static func merged(_ chunk: [Element], without gone: ArraySlice<Element>, with come: ArraySlice<Element>) -> [Element] {
        var (gone, come) = (gone, come)
        var merged: [Element] = []
        merged.reserveCapacity(chunk.count + come.count)
        for element in chunk {
            if let next = come.first, next.precedes(element) { merged += come.removeAll(before: element) }
            if let first = gone.first, !element.precedes(first) {
                precondition(!first.precedes(element), "what goes was here")
                gone.removeFirst()
            } else {
                merged.append(element)
            }
        }
        precondition(gone.isEmpty, "what goes was here")
        return merged + come
    }

    /// Adds a piece at the end; one that is too large in several, one that fits into the last there.
    private mutating func append(_ piece: [Element]) {
        if let last = chunks.indices.last, chunks[last].count + piece.count <= Self.size {
            chunks[last] += piece
        } else if piece.count <= 2 * Self.size {
            if !piece.isEmpty { chunks.append(piece) }
        } else {
            for start in stride(from: 0, to: piece.count, by: Self.size) { chunks.append(Array(piece[start...].prefix(Self.size))) }
        }
    }
}

extension ArraySlice where Element: Ordered {
    /// Takes those at the front that come before an element; before none (nil), all.
    fileprivate mutating func removeAll(before element: Element?) -> ArraySlice {
        guard let first else { return self }
        guard let element else { return removeAll(upTo: endIndex) }
        return first.precedes(element) ? removeAll(upTo: partitioningIndex { !$0.precedes(element) }) : self[startIndex..<startIndex]
    }

    private mutating func removeAll(upTo end: Index) -> ArraySlice {
        defer { self = self[end...] }
        return self[..<end]
    }
}

extension OrderedChunks: Sequence {
    /// Goes from one piece to the next.
    struct Iterator: IteratorProtocol {
        fileprivate let chunks: [[Element]]
        fileprivate var chunk: Int
        fileprivate var index: Int

        mutating func next() -> Element? {
            guard chunk < chunks.count else { return nil }
            defer {
                index += 1
                if index == chunks[chunk].count { (chunk, index) = (chunk + 1, 0) }
            }
            return chunks[chunk][index]
        }
    }

    func makeIterator() -> Iterator {
        Iterator(chunks: chunks, chunk: 0, index: 0)
    }

    /// From the first element of the second part on, where the order divides the elements in two.
    func iterator(from belongsInSecond: (Element) -> Bool) -> Iterator {
        let after = chunks.partitioningIndex { $0.first.map(belongsInSecond) ?? true }
        guard after > 0 else { return makeIterator() }
        let index = chunks[after - 1].partitioningIndex(where: belongsInSecond)
        let isInside = index < chunks[after - 1].count
        return Iterator(chunks: chunks, chunk: isInside ? after - 1 : after, index: isInside ? index : 0)
    }
}
