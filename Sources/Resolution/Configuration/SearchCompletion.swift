package import DNSModel

/// How names are answered that a client's search list has completed: at the first question, by an alias.
package struct SearchCompletion: Hashable, Sendable {
    /// The domains of clients' search lists behind the cluster's three.
    package let domains: [DomainName]

    /// A completion with these domains.
    package init(domains: [DomainName] = []) {
        self.domains = domains
    }
}
