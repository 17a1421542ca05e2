package import DNSModel

/// An address and port to listen on, as `--listen` has it.
package struct ListenAddress: Hashable, Sendable {
    /// The address; unspecified for every address of the family.
    package let address: IPAddress
    /// The interface of a link-local IPv6 address, by name or number.
    package let zone: String?
    /// The port; 0 for one that the kernel picks.
    package let port: UInt16

    /// The port of DNS (RFC 1035 §4.2).
    package static let defaultPort: UInt16 = 53

    /// An address of these parts.
    package init(_ address: IPAddress, zone: String? = nil, port: UInt16 = defaultPort) {
        self.address = address
        self.zone = zone
        self.port = port
    }

    /// `127.0.0.1:53`, `[::1]:53`, `[fe80::1%eth0]:53`, or any of them without the port. IPv6 is always in brackets: the last
    /// part of `::1:5353` is a port to who writes it, and part of an address to who reads it.
    package init?(_ text: some StringProtocol) {
        guard let parts = ListenText(text), let port = parts.port, let host = Self(host: parts.host, port: port) else { return nil }
        guard (host.address.family == .ipv6) == parts.isBracketed else { return nil }
        self = host
    }

    /// The address and its zone (RFC 4007 §11.2), which only link-local IPv6 has.
    private init?(host: Substring, port: UInt16) {
        guard let percent = host.firstIndex(of: "%") else {
            guard let address = IPAddress(host) else { return nil }
            self.init(address, port: port)
            return
        }
        let zone = host[host.index(after: percent)...]
        guard let address = IPv6Address(host[..<percent]), IPAddress.v6(address).isLinkLocal else { return nil }
        guard Self.zoneLengths.contains(zone.utf8.count) else { return nil }
        self.init(.v6(address), zone: String(zone), port: port)
    }

    /// The lengths of an interface's name: Linux' IFNAMSIZ without the NUL.
    static let zoneLengths = 1...15
}

extension ListenAddress: CustomStringConvertible {
    /// As `init(_:)` reads it, the port always there.
    package var description: String {
        switch address {
        case .v4(let address): "\(address):\(port)"
        case .v6(let address): "[\(address)\(zone.map { "%\($0)" } ?? "")]:\(port)"
        }
    }
}

/// The text of a listen address, taken apart at its port.
private struct ListenText {
    let host: Substring
    let port: UInt16?
    let isBracketed: Bool

    init?(_ text: some StringProtocol) {
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

    private init(host: Substring, afterHost: Substring, isBracketed: Bool) {
        self.host = host
        self.isBracketed = isBracketed
        port = afterHost.isEmpty ? ListenAddress.defaultPort : Self.port(afterHost)
    }

    /// The port after a colon: 0...65535 in digits alone.
    private static func port(_ text: Substring) -> UInt16? {
        let digits = text.dropFirst()
        guard text.first == ":", digits.utf8.allSatisfy({ ASCII.decimalDigit($0) != nil }) else { return nil }
        return UInt16(digits)
    }
}
