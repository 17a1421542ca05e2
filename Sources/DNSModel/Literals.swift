/// Names that the server itself knows, written in the source; a wrong one is our own mistake.
extension Label: ExpressibleByStringLiteral {
    /// The label of a literal of 1...63 octets.
    package init(stringLiteral text: StaticString) {
        guard let label = Label(text.description) else { preconditionFailure("no label: \(text)") }
        self = label
    }
}

extension DomainName: ExpressibleByStringLiteral {
    /// The name of a literal in presentation format without escapes.
    package init(stringLiteral text: StaticString) {
        guard let name = DomainName(text.description) else { preconditionFailure("no name: \(text)") }
        self = name
    }
}
