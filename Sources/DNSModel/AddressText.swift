/// The text of an address with the interface and the port that may follow it, taken apart: `10.0.0.2:53`, `fd00::1`,
/// `[fe80::1%eth0]:53`.
package struct AddressText: Hashable, Sendable {
    /// The address.
    package let address: IPAddress
    /// The interface of a link-local IPv6 address (RFC 4007 §11.2), by name or number.
    package let zone: String?
    /// The port; nil where none is written.
    package let port: UInt16?
    /// Whether the address is in brackets, as IPv6 must be for a port.
    package let isBracketed: Bool

    /// Reads a text; nil for what is no such address.
    package init?(_ text: some StringProtocol) {
        let text = Substring(text)
        if text.first == "[" {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            self.init(host: text[..<bracket].dropFirst(), afterHost: text[bracket...].dropFirst(), isBracketed: true)
        } else if let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":") {
            self.init(host: text[..<colon], afterHost: text[colon...], isBracketed: false)
        } else {
            self.init(host: text, afterHost: "", isBracketed: false)
        }
    }

    private init?(host: Substring, afterHost: Substring, isBracketed: Bool) {
        let parts = host.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]), !isBracketed || address.family == .ipv6 else { return nil }
        if parts.count > 1 {
            guard address.family == .ipv6, address.isLinkLocal, Self.isInterface(parts[1]) else { return nil }
        }
        guard afterHost.isEmpty || Self.port(afterHost) != nil else { return nil }
        self.address = address
        zone = parts.count > 1 ? String(parts[1]) : nil
        port = Self.port(afterHost)
        self.isBracketed = isBracketed
    }

    /// The port after a colon: 0...65535 in digits alone.
    private static func port(_ text: Substring) -> UInt16? {
        let digits = text.dropFirst()
        guard text.first == ":", digits.utf8.allSatisfy({ ASCII.decimalDigit($0) != nil }) else { return nil }
        return UInt16(digits)
    }

    /// As long as Linux' IFNAMSIZ allows without the NUL; one with odder characters has its number.
    private static func isInterface(_ text: Substring) -> Bool {
        (1...15).contains(text.utf8.count)
            && text.utf8.allSatisfy { octet in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ASCII.lowercased(octet)) || ASCII.decimalDigit(octet) != nil
                    || "-_.".utf8.contains(octet)
            }
    }

    /// The text of these parts, the port always there.
    package static func text(_ address: IPAddress, zone: String?, port: UInt16) -> String {
        switch address {
        case .v4(let address): "\(address):\(port)"
        case .v6(let address): "[\(address)\(zone.map { "%\($0)" } ?? "")]:\(port)"
        }
    }
}
