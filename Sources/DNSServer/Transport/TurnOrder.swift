/// Whose turn it is: one client after the other, and each time another of its connections. So a client's share does not grow with
/// its connections, and who asks little waits for one turn of each other client at most.
package struct TurnOrder<Owner: Hashable, Element> {
    /// The one whose turn was longest ago first.
    private var owners = RecencyOrder<Owner>()
    private var waiting: [Owner: Waiting] = [:]

    /// What waits of one owner.
    private struct Waiting {
        let placeOfOwner: Int
        var elements = RecencyOrder<Element>()
    }

    /// Nobody waits.
    package init() {}

    /// Whether nobody waits.
    package var isEmpty: Bool {
        waiting.isEmpty
    }

    /// Has an element wait behind the others of its owner; its place is good until its turn.
    package mutating func insert(_ element: Element, of owner: Owner) -> Int {
        let place = waiting[owner]?.placeOfOwner ?? owners.insert(owner)
        return waiting[owner, default: Waiting(placeOfOwner: place)].elements.insert(element)
    }

    /// Takes an element out that waits at a place.
    package mutating func remove(_ place: Int, of owner: Owner) {
        waiting[owner]?.elements.remove(place)
        guard let rest = waiting[owner], rest.elements.count == 0 else { return }
        owners.remove(rest.placeOfOwner)
        waiting[owner] = nil
    }

    /// Takes the element out whose turn it is.
    package mutating func next() -> Element? {
        guard let placeOfOwner = owners.oldest, let owner = owners[placeOfOwner],
            let place = waiting[owner]?.elements.oldest, let element = waiting[owner]?.elements[place]
        else { return nil }
        owners.touch(placeOfOwner)
        remove(place, of: owner)
        return element
    }
}
