/// Which of a Service's endpoints are meant, in ascending order: without a list of them where they stand side by side, as mostly
/// all do.
package struct EndpointPositions: RandomAccessCollection, Hashable, Sendable {
    private let list: [Int32]?
    /// Which part of the list; without one, the positions themselves.
    private let part: Range<Int32>

    /// The positions from one to the one before another.
    init(_ run: Range<Int>) {
        list = nil
        part = Int32(truncatingIfNeeded: run.lowerBound)..<Int32(truncatingIfNeeded: run.upperBound)
    }

    /// These positions, which ascend; as many as others of which they are a part are those, and need no list of their own.
    init(_ ascending: [Int32], of whole: EndpointPositions? = nil) {
        if let whole, whole.count == ascending.count {
            self = whole
        } else if let first = ascending.first, let last = ascending.last, Int(last - first) >= ascending.count {
            self.init(list: ascending.map(\.self), part: 0..<Int32(truncatingIfNeeded: ascending.count))
        } else {
            let first = Int(ascending.first ?? 0)
            self.init(first..<first + ascending.count)
        }
    }

    private init(list: [Int32]?, part: Range<Int32>) {
        self.list = list
        self.part = part
    }

    /// Always 0.
    package var startIndex: Int { 0 }

    /// How many they are.
    package var endIndex: Int { part.count }

    /// The position at an index.
    package subscript(index: Int) -> Int {
        let place = Int(part.lowerBound) + index
        return list.map { Int($0[place]) } ?? place
    }

    /// The index of a position; where it is not among them, of the next.
    func index(ofPosition position: Int) -> Int {
        partitioningIndex { $0 >= position }
    }

    /// Those in a run, by bisection.
    func within(_ run: Range<Int>) -> EndpointPositions {
        let first = part.lowerBound + Int32(truncatingIfNeeded: index(ofPosition: run.lowerBound))
        let end = part.lowerBound + Int32(truncatingIfNeeded: index(ofPosition: run.upperBound))
        return EndpointPositions(list: list, part: first..<end)
    }
}
