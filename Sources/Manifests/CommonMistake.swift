internal import DNSModel

/// A mistake that a line shows by itself, where the parser says only what it had expected.
package enum CommonMistake: Hashable, Sendable {
    /// A tab where YAML counts spaces.
    case tab
    /// The source of what Helm, or another generator, would make a manifest of.
    case template
    /// `[::1]:53`, which begins a list.
    case address
    /// A line that stands too far to the left or to the right.
    case indentation

    /// The mistake that explains why the parser stopped in this line, at this column, for this reason; nil for any other.
    init?(in line: ArraySlice<UInt8>, column: Int, reason: String) {
        let line = ManifestLine(line)
        if line.hasTemplate {
            self = .template
        } else if line.isIndentedByTab || line.isTab(at: column) {
            self = .tab
        } else if line.hasBareAddress {
            self = .address
        } else if line.isMisplaced(column: column, reason: reason) {
            self = .indentation
        } else {
            return nil
        }
    }

    /// What is wrong, and how to mend it.
    var message: String {
        switch self {
        case .tab: "a tab: indent with spaces"
        case .template: "a template: render it first (helm template)"
        case .address: "\"[\" begins a list: put the address in quotation marks"
        case .indentation:
            "the indentation does not fit the lines above: begin the fields of one mapping in one column, "
                + "and indent what belongs to a field or to a \"- \" by two spaces"
        }
    }
}

/// The octets of one line, seen as a person sees them.
struct ManifestLine {
    private let octets: ArraySlice<UInt8>

    init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
    }

    /// Whether `{{` stands here, and `}}` behind it. Flow mappings of mappings begin so too, but do not end so.
    var hasTemplate: Bool {
        guard let start = Self.pair(UInt8(ascii: "{"), in: octets) else { return false }
        return Self.pair(UInt8(ascii: "}"), in: octets[start...]) != nil
    }

    var isIndentedByTab: Bool {
        octets.prefix { $0 == 0x20 || $0 == 0x09 }.contains(0x09)
    }

    func isTab(at column: Int) -> Bool {
        octets.dropFirst(column - 1).first == 0x09
    }

    /// Whether an IPv6 address stands in brackets, outside quotation marks as far as can be told from what is in front.
    var hasBareAddress: Bool {
        octets.indices.contains { index in
            guard octets[index] == UInt8(ascii: "["), isStartOfValue(index) else { return false }
            let text = octets[(index + 1)...].prefix { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: ",") }
            return IPv6Address(String(decoding: text, as: UTF8.self)) != nil
        }
    }

    /// Whether the first thing in the line is what was not expected there: a field where none can be, or one that stands as if it
    /// belonged to the text of the line above.
    func isMisplaced(column: Int, reason: String) -> Bool {
        let indentation = octets.prefix { $0 == 0x20 }.count
        switch reason {
        case "did not find expected key", "did not find expected '-' indicator": return column == indentation + 1
        case "mapping values are not allowed in this context":
            return !octets.prefix(column - 1).contains(UInt8(ascii: ":"))
        default: return false
        }
    }

    private func isStartOfValue(_ index: Int) -> Bool {
        guard index > octets.startIndex else { return true }
        return [0x20, UInt8(ascii: "["), UInt8(ascii: ",")].contains(octets[index - 1])
    }

    /// Where an octet stands twice in a row.
    private static func pair(_ octet: UInt8, in octets: ArraySlice<UInt8>) -> Int? {
        octets.indices.dropLast().first { octets[$0] == octet && octets[$0 + 1] == octet }
    }
}
