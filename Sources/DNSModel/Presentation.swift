/// Octets as the text of a zone file (RFC 1035 §5.1).
enum Presentation {
    /// A label's octets: dots, backslashes and other special characters escaped, what does not print as `\DDD`.
    static func text(ofLabel octets: some Collection<UInt8>) -> String {
        // Reasons of negative answers are made of labels, and nearly all labels are plain.
        if octets.allSatisfy(isPlain) { return String(decoding: octets, as: UTF8.self) }
        return octets.map { octet in
            switch octet {
            case UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: "@"), UInt8(ascii: "$"),
                UInt8(ascii: "("), UInt8(ascii: ")"):
                "\\" + String(UnicodeScalar(octet))
            case 0x21...0x7E: String(UnicodeScalar(octet))
            default: escaped(octet)
            }
        }.joined()
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        switch ASCII.lowercased(octet) {
        case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        case _: false
        }
    }

    /// A character string in quotation marks.
    static func text(ofCharacterString octets: some Sequence<UInt8>) -> String {
        let inside = octets.map { octet in
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(octet))
            case 0x20...0x7E: String(UnicodeScalar(octet))
            default: escaped(octet)
            }
        }
        return "\"" + inside.joined() + "\""
    }

    private static func escaped(_ octet: UInt8) -> String {
        let digits = String(octet)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
