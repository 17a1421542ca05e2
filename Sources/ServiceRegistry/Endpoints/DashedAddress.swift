package import DNSModel

/// Addresses as labels: `172-0-0-2`, `fd00-1--0` (design rule 5).
extension IPAddress {
    /// The address with dashes; a `::` at the end becomes `--0`, so that the label does not end in a dash.
    package var dashedLabel: Label {
        if let label = DashedQuad(self).flatMap(Label.init(octets:)) { return label }
        let dashed = description.map { $0 == "." || $0 == ":" ? "-" : $0 }
        let text = String(dashed) + (dashed.last == "-" ? "0" : "")
        guard let label = Label(text) else { preconditionFailure("an address is at most 39 characters: \(text)") }
        return label
    }

    /// The address that a dashed label writes, in any of its spellings; nil for any other label.
    package init?(dashedLabel label: Label) {
        guard label.octets.allSatisfy({ $0 == UInt8(ascii: "-") || ASCII.hexadecimalDigit($0) != nil }) else { return nil }
        let parts = String(decoding: label.octets, as: UTF8.self)
        if let quad = IPv4Address(String(parts.map { $0 == "-" ? "." : $0 })) {
            self = .v4(quad)
        } else if let address = IPv6Address(String(parts.map { $0 == "-" ? ":" : $0 })) {
            self = .v6(address)
        } else {
            return nil
        }
    }
}
