package import DNSModel

/// Which names are asked upstream.
package struct OutsideRules: Hashable, Sendable {
    /// Whether every name is that no zone has; else those of stub zones alone.
    package let coversEverything: Bool
    /// Zones with servers of their own. A reverse zone among them is not served here, but for the addresses that are known.
    package let stubZones: [DomainName]
    /// The ranges of addresses whose reverse names are asked of nobody but this server (design rule 8), beside those of RFC 6303.
    package let ownRanges: [AddressPrefix]

    /// Rules of these parts.
    package init(coversEverything: Bool, stubZones: [DomainName] = [], ownRanges: [AddressPrefix] = []) {
        self.coversEverything = coversEverything
        self.stubZones = stubZones
        self.ownRanges = ownRanges
    }
}

extension OutsideRules {
    /// Whether a name that no zone has is asked upstream.
    func covers(_ name: DomainName) -> Bool {
        coversEverything || isInStubZone(name)
    }

    /// Whether a reverse name is upstream's, which ends in these addresses, none of them known (design rule 8).
    func covers(_ name: DomainName, from first: IPAddress, through last: IPAddress) -> Bool {
        isInStubZone(name) || coversEverything && !isOwn(first, through: last)
    }

    private func isInStubZone(_ name: DomainName) -> Bool {
        stubZones.contains { name.isWithin($0) }
    }

    /// A range that only lies above some of these has its reverse name from upstream: so have the names of others that it is above.
    private func isOwn(_ first: IPAddress, through last: IPAddress) -> Bool {
        func holds(_ range: AddressPrefix) -> Bool { range.contains(first) && range.contains(last) }
        return Self.privateRanges.contains(where: holds) || ownRanges.contains(where: holds)
    }

    /// Ranges whose reverse names nobody outside knows (RFC 6303 §4 and RFC 7793, with all of the locally assigned fd00::/8).
    package static let privateRanges = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24", "192.168.0.0/16",
        "198.51.100.0/24", "203.0.113.0/24", "255.255.255.255/32", "::/128", "::1/128", "2001:db8::/32", "fd00::/8", "fe80::/10",
    ].compactMap { AddressPrefix($0) }
}
