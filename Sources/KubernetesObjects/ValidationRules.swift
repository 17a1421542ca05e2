package import DNSModel

/// What the configuration says about objects: it decides what is valid and what is merely odd.
package struct ValidationRules: Hashable, Sendable {
    /// The zone that the names of Services end in.
    package let clusterDomain: DomainName
    /// The ranges that cluster IPs are allocated from; the first gives the default family.
    package let serviceCIDRs: [AddressPrefix]
    /// The namespace of objects that name none.
    package let defaultNamespace: Label
    /// The zones of Services that several clusters share.
    package var multiclusterZones: [DomainName] = []
    /// The zones of what is reached from outside the cluster.
    package var externalZones: [DomainName] = []
    /// Whether `<service>.<namespace>` answers without the zone behind it.
    package let shortNamesEnabled: Bool

    /// Rules of these parts.
    package init(clusterDomain: DomainName, serviceCIDRs: [AddressPrefix], defaultNamespace: Label, shortNamesEnabled: Bool) {
        self.clusterDomain = clusterDomain
        self.serviceCIDRs = serviceCIDRs
        self.defaultNamespace = defaultNamespace
        self.shortNamesEnabled = shortNamesEnabled
    }

    /// Whether cluster IPs of this family can be allocated.
    func allocates(_ family: AddressFamily) -> Bool {
        serviceCIDRs.contains { $0.family == family }
    }
}
