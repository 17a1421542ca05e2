import TestSupport

extension SeededGenerator {
    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &self) < percent
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &self)]
    }

    /// So many elements as the range says at most; fewer where equal ones come.
    mutating func some<Element: Hashable>(_ count: ClosedRange<Int>, of elements: [Element]) -> [Element] {
        var chosen: [Element] = []
        for _ in 0..<Int.random(in: count, using: &self) {
            let element = pick(elements)
            if !chosen.contains(element) { chosen.append(element) }
        }
        return chosen
    }

    mutating func count(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }
}
