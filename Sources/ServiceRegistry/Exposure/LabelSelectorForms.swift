/// The forms that Kubernetes asks of the keys and values of labels ("Labels and Selectors", Syntax and character set).
enum LabelSelectorForms {
    /// The most characters of a value, and of a key behind its prefix.
    private static let maximumLength = 63
    /// The most characters of a key's prefix, a DNS-1123 subdomain.
    private static let maximumPrefixLength = 253

    /// `name`, or `prefix/name`.
    static func isKey(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard let name = parts.last, !name.isEmpty, isNameOrEmpty(name) else { return false }
        return parts.count == 1 || parts.count == 2 && isPrefix(parts[0])
    }

    /// A name, or nothing.
    static func isValue(_ text: String) -> Bool {
        isNameOrEmpty(text.utf8[...])
    }

    private static func isNameOrEmpty(_ octets: Substring.UTF8View) -> Bool {
        guard octets.count <= maximumLength, let first = octets.first, let last = octets.last else { return octets.isEmpty }
        return isAlphanumeric(first) && isAlphanumeric(last) && octets.allSatisfy { isAlphanumeric($0) || isSeparator($0) }
    }

    private static func isPrefix(_ octets: Substring.UTF8View) -> Bool {
        octets.count <= maximumPrefixLength
            && octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLowerCaseLabel)
    }

    private static func isLowerCaseLabel(_ octets: Substring.UTF8View) -> Bool {
        guard let first = octets.first, let last = octets.last else { return false }
        return isLowerCase(first) && isLowerCase(last) && octets.allSatisfy { isLowerCase($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isSeparator(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_") || octet == UInt8(ascii: ".")
    }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        isLowerCase(octet) || (0x41...0x5A).contains(octet)
    }

    private static func isLowerCase(_ octet: UInt8) -> Bool {
        (0x61...0x7A).contains(octet) || (0x30...0x39).contains(octet)
    }
}
