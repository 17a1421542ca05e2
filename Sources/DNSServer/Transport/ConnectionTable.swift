/// The connections that there are, and which of them makes room for a newcomer: one that was quiet long.
package struct ConnectionTable<Owner: Hashable, Connection> {
    private let limit: Int
    private let limitOfOwner: Int
    private var entries = RecencyOrder<Entry>()
    private var owned: [Owner: RecencyOrder<Connection>] = [:]

    private struct Entry {
        let connection: Connection
        let owner: Owner
        let placeOfOwner: Int
    }

    /// How many of the quietest are looked at for one whose owner has most.
    private static var candidates: Int { 64 }

    /// A table of so many connections, and so many of one owner; at least one.
    package init(limit: Int, limitOfOwner: Int) {
        self.limit = max(limit, 1)
        self.limitOfOwner = max(limitOfOwner, 1)
    }

    /// How many there are.
    package var count: Int {
        entries.count
    }

    /// All of them, in no order.
    package var all: [Connection] {
        entries.elements.map(\.connection)
    }

    /// The place of the one that was quiet longest.
    package var quietest: Int? {
        entries.oldest
    }

    /// The connection at a place; nil where there is none any more.
    package subscript(place: Int) -> Connection? {
        entries[place]?.connection
    }

    /// The place of the one that was quiet longest but for that at this place, and those before it.
    package func lessQuiet(than place: Int) -> Int? {
        entries.newer(than: place)
    }

    /// Adds a connection as the least quiet; its place stays the same.
    package mutating func insert(_ connection: Connection, of owner: Owner) -> Int {
        let place = owned[owner, default: RecencyOrder()].insert(connection)
        return entries.insert(Entry(connection: connection, owner: owner, placeOfOwner: place))
    }

    /// Makes the connection at a place the least quiet.
    package mutating func touch(_ place: Int) {
        guard let entry = entries[place] else { return }
        entries.touch(place)
        owned[entry.owner]?.touch(entry.placeOfOwner)
    }

    /// Takes the connection at a place out.
    package mutating func remove(_ place: Int) {
        guard let entry = entries[place] else { return }
        entries.remove(place)
        owned[entry.owner]?.remove(entry.placeOfOwner)
        if owned[entry.owner]?.count == 0 { owned[entry.owner] = nil }
    }

    /// The connection that has to go before this owner may have another; nil while there is room. At the owner's limit that is
    /// one of its own.
    package func displaced(by owner: Owner) -> Connection? {
        if let own = owned[owner], own.count >= limitOfOwner { return own.oldest.flatMap { own[$0] } }
        return count >= limit ? mostExpendable : nil
    }

    /// The connection that goes where any has to: among the quietest the first of the owner who has most.
    package var mostExpendable: Connection? {
        var best: (connection: Connection, count: Int)?
        var next = entries.oldest
        for _ in 0..<Self.candidates {
            guard let place = next, let entry = entries[place] else { break }
            let count = owned[entry.owner]?.count ?? 0
            if count > best?.count ?? 0 { best = (entry.connection, count) }
            next = entries.newer(than: place)
        }
        return best?.connection
    }
}
