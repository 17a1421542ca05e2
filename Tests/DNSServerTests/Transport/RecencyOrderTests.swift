import DNSServer
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct RecencyOrderTests {
    @Test("what was touched longest ago comes first, whatever came, went or was touched", arguments: 0..<20 as Range<UInt64>)
    func keepsOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var order = RecencyOrder<Int>()
        var expected: [(place: Int, element: Int)] = []
        for step in 0..<500 {
            let index = expected.indices.randomElement(using: &random)
            switch (Int.random(in: 0..<3, using: &random), index) {
            case (0, let index?):
                order.remove(expected.remove(at: index).place)
            case (1, let index?):
                order.touch(expected[index].place)
                expected.append(expected.remove(at: index))
            default:
                expected.append((order.insert(step), step))
            }
            #expect(Self.elements(order) == expected.map(\.element))
            #expect(order.count == expected.count)
            #expect(Set(order.elements) == Set(expected.map(\.element)))
        }
    }

    @Test("a place that is free is as good as none, and is used again")
    func reusesPlaces() {
        var order = RecencyOrder<Int>()
        let place = order.insert(1)
        order.remove(place)
        order.remove(place)
        order.touch(place)
        #expect(order.count == 0)
        #expect(order.oldest == nil)
        #expect(order[place] == nil)
        #expect(order.insert(2) == place)
        #expect(Self.elements(order) == [2])
    }

    /// From the oldest to the newest.
    private static func elements(_ order: RecencyOrder<Int>) -> [Int] {
        sequence(first: order.oldest) { $0.map { order.newer(than: $0) } }.prefix { $0 != nil }.compactMap { $0.flatMap { order[$0] } }
    }
}
