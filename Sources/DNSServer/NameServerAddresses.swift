package import DNSModel

/// Which addresses `ns.dns.<zone>` has (design rule 9).
package enum NameServerAddresses {
    /// Those that are listened on; in place of a wildcard the interfaces' of its family. Loopback addresses only where there
    /// is nothing else, link-local ones never: they say nothing to another machine.
    package static func addresses(listening: [IPAddress], interfaces: [IPAddress]) -> [IPAddress] {
        let all = listening.flatMap { address in
            address.isUnspecified ? interfaces.filter { $0.family == address.family } : [address]
        }
        let useful = all.filter { !$0.isLinkLocal }
        let reachable = useful.filter { !$0.isLoopback }
        return Array(Set(reachable.isEmpty ? useful : reachable)).sorted()
    }
}
