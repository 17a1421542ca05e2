import DNSModel

/// The forms that the Kubernetes API asks of names.
enum NameRules {
    /// The most characters of a name of several labels (RFC 1123 §2.1, less what the wire adds).
    static let maximumSubdomainLength = 253
    /// The most characters of a container port's name (RFC 6335 §5.1).
    static let maximumPortNameLength = 15

    static let labelForm = "lower-case letters, digits and \"-\", a letter or digit first and last, at most 63 characters"
    static let subdomainForm = "lower-case letters, digits, \"-\" and \".\", a letter or digit around each \".\", at most 253 characters"
    static let portNameForm = "at most 15 lower-case letters, digits and single \"-\", at least one letter, no \"-\" first or last"

    /// A DNS-1123 label.
    static func isLabel(_ text: String) -> Bool {
        text.utf8.count <= Label.maximumLength && isAlphanumericWithDashes(text)
    }

    /// A DNS-1123 subdomain: labels between dots, as the API server has it without a bound for each label.
    static func isSubdomain(_ text: String) -> Bool {
        text.utf8.count <= maximumSubdomainLength
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isAlphanumericWithDashes)
    }

    /// An IANA service name (RFC 6335 §5.1) in lower case.
    static func isPortName(_ text: String) -> Bool {
        text.utf8.count <= maximumPortNameLength && isAlphanumericWithDashes(text) && !text.contains("--")
            && text.utf8.contains { (0x61...0x7A).contains($0) }
    }

    private static func isAlphanumericWithDashes(_ text: some StringProtocol) -> Bool {
        let octets = Array(text.utf8)
        guard let first = octets.first, let last = octets.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && octets.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        (0x61...0x7A).contains(octet) || (0x30...0x39).contains(octet)
    }
}

extension ObjectReport {
    /// The DNS-1123 label that this string should be; nil, and an error, when it is none.
    func label(_ text: Located<String>) -> Label? {
        guard NameRules.isLabel(text.value), let label = parts.label(text.value) else {
            reject(text, as: "is not a DNS label", form: NameRules.labelForm, accepts: NameRules.isLabel)
            return nil
        }
        return label
    }

    /// The same, with its place.
    func locatedLabel(_ text: Located<String>) -> Located<Label>? {
        label(text).map { Located(value: $0, place: text.place) }
    }

    /// The DNS-1123 subdomain that this string should be; nil, and an error, when it is none.
    func subdomain(_ text: Located<String>) -> String? {
        guard NameRules.isSubdomain(text.value) else {
            reject(text, as: "is not a DNS name", form: NameRules.subdomainForm, accepts: NameRules.isSubdomain)
            return nil
        }
        return text.value
    }

    /// The name of a host, with or without the last dot; nil, and an error, when it is none.
    func domainName(_ text: Located<String>) -> DomainName? {
        let relative = text.value.hasSuffix(".") ? String(text.value.dropLast()) : text.value
        if IPv6Address(text.value) != nil {
            error("\(Quotation.quoted(text.value)) is an address, not a DNS name", at: text.place)
        } else if !NameRules.isSubdomain(relative) {
            reject(text, as: "is not a DNS name", form: NameRules.subdomainForm, accepts: NameRules.isSubdomain)
        } else if let name = DomainName(relative) {
            return name
        } else {
            error("\(Quotation.quoted(text.value)) has a label of more than 63 characters", at: text.place)
        }
        return nil
    }

    /// The container port's name that this string should be; nil, and an error, when it is none.
    func portName(_ text: Located<String>) -> String? {
        guard NameRules.isPortName(text.value) else {
            reject(text, as: "is not a port name", form: NameRules.portNameForm, accepts: NameRules.isPortName)
            return nil
        }
        return text.value
    }

    /// Says which form is asked for, and the valid name that was probably meant: in lower case, with dashes for other gaps.
    private func reject(_ text: Located<String>, as complaint: String, form: String, accepts: (String) -> Bool) {
        let repaired = String(text.value.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
        let hint = accepts(repaired) ? "; did you mean \(Quotation.quoted(repaired))?" : ""
        error("\(Quotation.quoted(text.value)) \(complaint): use \(form)\(hint)", at: text.place)
    }
}
