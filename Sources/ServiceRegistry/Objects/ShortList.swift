/// A list that mostly has one element, which takes no memory beside the list's own then.
enum ShortList<Element: Sendable>: Sendable {
    case one(Element)
    case several([Element])

    init(_ elements: [Element] = []) {
        self = elements.count == 1 ? .one(elements[0]) : .several(elements)
    }

    var all: [Element] {
        switch self {
        case .one(let element): [element]
        case .several(let elements): elements
        }
    }

    mutating func change(_ change: (inout [Element]) -> Void) {
        var elements = all
        // Nobody else holds the elements then, and they are changed in place.
        self = .several([])
        change(&elements)
        self = ShortList(elements)
    }
}
