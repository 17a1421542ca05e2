/// One label of a name, in lower case: 1...63 octets (RFC 1035 §2.3.4) that compare without case (RFC 4343).
package struct Label: Hashable, Sendable {
    /// The most octets that a label can have (RFC 1035 §2.3.4).
    package static let maximumLength = 63

    /// The octets in lower case, without the length octet.
    package let octets: [UInt8]

    /// The label of these octets, or nil when there are none or more than 63.
    package init?(octets: some Collection<UInt8>) {
        guard (1...Self.maximumLength).contains(octets.count) else { return nil }
        self.octets = octets.map(ASCII.lowercased)
    }

    /// The label of this text's UTF-8, or nil when it is empty or too long.
    package init?(_ text: some StringProtocol) {
        self.init(octets: text.utf8)
    }
}

extension Label {
    /// Equal in every octet: the case is gone already.
    package static func == (left: Label, right: Label) -> Bool {
        let (octets, others) = (left.octets.span, right.octets.span)
        guard octets.count == others.count else { return false }
        var position = 0
        while position < octets.count {
            if octets.word(at: position) != others.word(at: position) { return false }
            position += 8
        }
        return true
    }

    /// Eight octets at a time. The number of octets is with them: what is behind the end counts as 0.
    package func hash(into hasher: inout Hasher) {
        let octets = octets.span
        hasher.combine(octets.count)
        var position = 0
        while position < octets.count {
            hasher.combine(octets.word(at: position))
            position += 8
        }
    }
}

extension Label: Comparable {
    /// The canonical order of labels (RFC 4034 §6.1): octet by octet, the shorter first.
    package static func < (left: Label, right: Label) -> Bool {
        left.octets.lexicographicallyPrecedes(right.octets)
    }
}

extension Label: CustomStringConvertible {
    /// The label in presentation format (RFC 1035 §5.1).
    package var description: String {
        Presentation.text(ofLabel: octets)
    }
}
