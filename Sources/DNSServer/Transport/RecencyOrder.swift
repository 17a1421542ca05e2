/// Elements in the order in which they were last touched, each step at a cost that does not depend on how many there are.
package struct RecencyOrder<Element> {
    /// The elements, each at its place, and free places; no place is given back, as few more are used than were used once.
    private var nodes: [Node] = []
    private var free: [Int] = []
    /// The place of what was touched longest ago.
    package private(set) var oldest: Int?
    private var newest: Int?

    private struct Node {
        var element: Element?
        var older: Int?
        var newer: Int?
    }

    /// No elements.
    package init() {}

    /// How many there are.
    package var count: Int {
        nodes.count - free.count
    }

    /// All elements, in no order.
    package var elements: [Element] {
        nodes.compactMap(\.element)
    }

    /// The element at a place; nil where there is none any more.
    package subscript(place: Int) -> Element? {
        nodes[place].element
    }

    /// The place of what was touched next after the one at this place.
    package func newer(than place: Int) -> Int? {
        nodes[place].newer
    }

    /// Adds an element as the newest; its place stays the same.
    package mutating func insert(_ element: Element) -> Int {
        let place = free.popLast() ?? nodes.count
        if place == nodes.count { nodes.append(Node()) }
        nodes[place].element = element
        link(place)
        return place
    }

    /// Makes the element at a place the newest.
    package mutating func touch(_ place: Int) {
        guard place != newest, nodes[place].element != nil else { return }
        unlink(place)
        link(place)
    }

    /// Takes the element at a place out.
    package mutating func remove(_ place: Int) {
        guard nodes[place].element != nil else { return }
        unlink(place)
        nodes[place].element = nil
        free.append(place)
    }

    private mutating func link(_ place: Int) {
        nodes[place].older = newest
        nodes[place].newer = nil
        if let newest { nodes[newest].newer = place } else { oldest = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        let (older, newer) = (nodes[place].older, nodes[place].newer)
        if let older { nodes[older].newer = newer } else { oldest = newer }
        if let newer { nodes[newer].older = older } else { newest = older }
    }
}
