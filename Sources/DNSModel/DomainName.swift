/// An absolute name of the DNS, in the spelling it came in; names compare without case (RFC 4343).
///
/// It is held as uncompressed wire octets: labels of 1...63 octets behind a length octet each, the root's zero
/// last, at most 255 octets in all (RFC 1035 §2.3.4, §3.1). A value that breaks these bounds cannot be made.
package struct DomainName: Sendable {
    /// The most octets that a name can have on the wire (RFC 1035 §2.3.4).
    package static let maximumLength = 255

    /// The root, which has no labels.
    package static let root = DomainName(validated: [0])

    /// The wire octets, the root's zero included: 1...255.
    package let octets: [UInt8]

    private init(validated octets: [UInt8]) {
        self.octets = octets
    }

    /// The name of these wire octets, or nil when they are no whole uncompressed name.
    package init?(wire octets: some Collection<UInt8>) {
        self.init(wire: Array(octets))
    }

    /// The same without generic code, which each query would pay for.
    package init?(wire octets: [UInt8]) {
        guard octets.count <= Self.maximumLength, Self.isWhole(octets) else { return nil }
        self.octets = octets
    }

    /// The labels, first to last, followed by the labels of `origin`; nil when that is over 255 octets (design rule 16).
    package init?(_ labels: [Label], in origin: DomainName = .root) {
        var octets: [UInt8] = []
        octets.reserveCapacity(labels.reduce(origin.octets.count) { $0 + $1.octets.count + 1 })
        for label in labels {
            octets.append(UInt8(truncatingIfNeeded: label.octets.count))
            octets.append(contentsOf: label.octets)
        }
        octets.append(contentsOf: origin.octets)
        guard octets.count <= Self.maximumLength else { return nil }
        self.octets = octets
    }

    /// The name that a person writes, with or without the last dot; nil for an empty label or one that is too long.
    /// Escapes of zone files are not read: no name in a manifest needs them.
    package init?(_ text: some StringProtocol) {
        guard text != "." else {
            self = .root
            return
        }
        let relative = text.hasSuffix(".") ? text.dropLast() : text[...]
        var octets: [UInt8] = []
        for part in relative.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...Label.maximumLength).contains(part.utf8.count) else { return nil }
            octets.append(UInt8(truncatingIfNeeded: part.utf8.count))
            octets.append(contentsOf: part.utf8)
        }
        octets.append(0)
        guard octets.count <= Self.maximumLength else { return nil }
        self.octets = octets
    }

    private static func isWhole(_ octets: [UInt8]) -> Bool {
        var position = 0
        while position < octets.count, octets[position] != 0 {
            guard octets[position] <= Label.maximumLength else { return false }
            position += 1 + Int(octets[position])
        }
        return position == octets.count - 1
    }
}

extension DomainName {
    /// The labels from first to last, in lower case; none for the root.
    package var labels: [Label] {
        labels(before: octets.count - 1)
    }

    /// Whether this is the root.
    package var isRoot: Bool {
        octets.count == 1
    }

    /// The labels in front of `zone`: none for the zone's own name, nil for a name outside it.
    package func labels(below zone: DomainName) -> [Label]? {
        let start = octets.count - zone.octets.count
        guard start >= 0, hasLabelBoundary(at: start), ends(with: zone, from: start) else { return nil }
        return labels(before: start)
    }

    /// Whether this name is `zone` or below it.
    package func isWithin(_ zone: DomainName) -> Bool {
        let start = octets.count - zone.octets.count
        return start >= 0 && hasLabelBoundary(at: start) && ends(with: zone, from: start)
    }

    private func labels(before end: Int) -> [Label] {
        var labels: [Label] = []
        labels.reserveCapacity(labelCount(before: end))
        var position = 0
        while position < end {
            let next = position + 1 + Int(octets[position])
            if let label = Label(octets: octets[(position + 1)..<next]) { labels.append(label) }
            position = next
        }
        return labels
    }

    private func labelCount(before end: Int) -> Int {
        var count = 0
        var position = 0
        while position < end {
            position += 1 + Int(octets[position])
            count += 1
        }
        return count
    }

    private func hasLabelBoundary(at offset: Int) -> Bool {
        var position = 0
        while position < offset { position += 1 + Int(octets[position]) }
        return position == offset
    }

    /// A length octet is at most 63 and so outside `A`...`Z`: whole octets can be compared.
    private func ends(with zone: DomainName, from start: Int) -> Bool {
        let (end, others) = (octets.span.extracting(start...), zone.octets.span)
        var position = 0
        while position < others.count {
            guard ASCII.lowercased(word: end.word(at: position)) == ASCII.lowercased(word: others.word(at: position)) else { return false }
            position += 8
        }
        return true
    }
}

extension DomainName: Hashable {
    /// Equal without case (RFC 4343 §3).
    package static func == (left: DomainName, right: DomainName) -> Bool {
        left.octets.count == right.octets.count && left.ends(with: right, from: 0)
    }

    /// Names that are equal without case have one hash.
    package func hash(into hasher: inout Hasher) {
        let octets = octets.span
        var position = 0
        while position < octets.count {
            hasher.combine(ASCII.lowercased(word: octets.word(at: position)))
            position += 8
        }
    }
}

extension DomainName: CustomStringConvertible {
    /// The name in presentation format with its last dot (RFC 1035 §5.1), spelled as it came.
    package var description: String {
        guard !isRoot else { return "." }
        var text = ""
        var position = 0
        while octets[position] != 0 {
            let next = position + 1 + Int(octets[position])
            text += Presentation.text(ofLabel: octets[(position + 1)..<next]) + "."
            position = next
        }
        return text
    }
}
