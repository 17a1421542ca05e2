import DNSModel

extension ObjectReport {
    /// The address that this string should write in the one strict form; nil, and an error, when it does not.
    func address(_ text: Located<String>) -> IPAddress? {
        guard let address = IPAddress(text.value) else {
            error("\(Quotation.quoted(text.value)) is not an IP address" + hint(for: text.value), at: text.place)
            return nil
        }
        if case .v6(let long) = address, long.isMappedIPv4 {
            let short = IPv4Address(UInt32(truncatingIfNeeded: long.low))
            error("\(Quotation.quoted(text.value)) is an IPv4 address in an IPv6 form: write \(short)", at: text.place)
            return nil
        }
        return address
    }

    /// An address of this family; nil, and an error, when it is none.
    func address(_ text: Located<String>, of family: AddressFamily, because reason: String) -> IPAddress? {
        guard let address = address(text) else { return nil }
        guard address.family == family else {
            error("\(address) is not an \(family) address, as \(reason) asks", at: text.place)
            return nil
        }
        return address
    }

    /// The address under which the world can reach a Service; nil, and an error, for one that never leaves a host or a link.
    func reachableAddress(_ text: Located<String>) -> IPAddress? {
        reachableAddress(text, remedy: "name an address that clients outside the host can reach")
    }

    /// The same, with other words of how to mend it.
    func reachableAddress(_ text: Located<String>, remedy: String) -> IPAddress? {
        guard let address = address(text) else { return nil }
        guard let scope = address.localScope else { return address }
        error("\(address) is \(scope): \(remedy)", at: text.place)
        return nil
    }

    private func hint(for text: String) -> String {
        if text.contains("/") { return ": leave out the prefix length behind the \"/\"" }
        if text.contains("%") { return ": leave out the zone behind the \"%\"" }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(withoutLeadingZeros)
        return IPv4Address(parts.joined(separator: ".")).map { ": leave out leading zeros: \($0)" } ?? ""
    }

    private func withoutLeadingZeros(_ digits: Substring) -> Substring {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? digits.suffix(1) : rest
    }
}

extension IPAddress {
    /// Why the address means nothing to others; nil when it may.
    fileprivate var localScope: String? {
        if isUnspecified { return "the unspecified address" }
        if isLoopback { return "a loopback address" }
        if isLinkLocal { return "a link-local address" }
        if isLinkLocalMulticast { return "a link-local multicast address" }
        return nil
    }
}
