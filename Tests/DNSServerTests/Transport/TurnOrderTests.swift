import DNSServer
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct TurnOrderTests {
    @Test(
        "one client after the other, and of each one connection after the other",
        arguments: [
            ("", ""),
            ("a1", "a1"),
            ("a1 a2 a3", "a1 a2 a3"),
            ("a1 a2 a3 b1", "a1 b1 a2 a3"),
            ("a1 a2 a3 b1 b2 c1", "a1 b1 c1 a2 b2 a3"),
        ])
    func order(waiting: String, turns: String) {
        var order = TurnOrder<Character, String>()
        for element in waiting.split(separator: " ") { Self.insert(element, into: &order) }
        #expect(Self.all(&order).joined(separator: " ") == turns)
    }

    @Test("who comes waits for one turn of each other client, however many connections those have")
    func newcomer() {
        var order = TurnOrder<Character, String>()
        for client in ["a", "b", "c"] {
            for number in 1...1_000 { Self.insert("\(client)\(number)", into: &order) }
        }
        for round in 1...100 {
            Self.insert("z\(round)", into: &order)
            var others: [String] = []
            while let next = order.next(), next != "z\(round)" {
                others.append(next)
                // It has more to do, as always.
                Self.insert(next, into: &order)
            }
            #expect(others.count == 3)
            #expect(Set(others.compactMap(\.first)).count == 3)
        }
    }

    @Test("who ends has no turn, and leaves nothing behind")
    func removed() {
        var order = TurnOrder<Character, String>()
        let places = ["a1", "a2", "b1"].map { Self.insert($0, into: &order) }
        order.remove(places[0], of: "a")
        order.remove(places[2], of: "b")
        order.remove(places[2], of: "b")
        #expect(Self.all(&order) == ["a2"])
        #expect(order.isEmpty)
    }

    @discardableResult
    private static func insert(_ element: some StringProtocol, into order: inout TurnOrder<Character, String>) -> Int {
        order.insert(String(element), of: element.first ?? " ")
    }

    private static func all(_ order: inout TurnOrder<Character, String>) -> [String] {
        var elements: [String] = []
        while let next = order.next() { elements.append(next) }
        return elements
    }
}
