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

/// How names are answered that a client's search list has completed: at the first question, by an alias.
package struct SearchCompletion: Hashable, Sendable {
    /// The domains of clients' search lists behind the cluster's three.
    package let domains: [DomainName]

    /// A completion with these domains.
    package init(domains: [DomainName] = []) {
        self.domains = domains
    }
}
