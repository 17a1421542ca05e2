/// What is needed of ASCII: DNS compares octets without case (RFC 4343), never text.
package enum ASCII {
    /// The octet in lower case; octets outside `A`...`Z` are themselves.
    package static func lowercased(_ octet: UInt8) -> UInt8 {
        (0x41...0x5A).contains(octet) ? octet | 0x20 : octet
    }

    /// The value of a decimal digit, or nil.
    package static func decimalDigit(_ octet: UInt8) -> UInt8? {
        (0x30...0x39).contains(octet) ? octet - 0x30 : nil
    }

    /// The value of a hexadecimal digit in either case, or nil.
    package static func hexadecimalDigit(_ octet: UInt8) -> UInt8? {
        switch lowercased(octet) {
        case 0x30...0x39: octet - 0x30
        case 0x61...0x66: lowercased(octet) - 0x61 + 10
        default: nil
        }
    }
}
