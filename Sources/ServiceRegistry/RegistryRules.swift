package import DNSModel

/// How a snapshot is made of objects: fixed from start to end.
package struct RegistryRules: Hashable, Sendable {
    /// The ranges that cluster IPs are allocated from, of which each family uses its first.
    package let serviceCIDRs: [AddressPrefix]
    /// What is shown at all.
    package let exposure: ExposureRules
    /// Whether an endpoint without a hostname is named by its Pod (design rule 5).
    package let namesEndpointsByPod: Bool
    /// Whether external addresses have names in the reverse zones (design rule 13).
    package let indexesExternalAddresses: Bool
    /// Whether headless Services have names for topology zones: only then are their endpoints arranged by zone.
    package let arrangesTopologyZones: Bool

    /// Rules of these parts.
    package init(
        serviceCIDRs: [AddressPrefix] = [], exposure: ExposureRules = ExposureRules(), namesEndpointsByPod: Bool = false,
        indexesExternalAddresses: Bool = false, arrangesTopologyZones: Bool = false
    ) {
        self.serviceCIDRs = serviceCIDRs
        self.exposure = exposure
        self.namesEndpointsByPod = namesEndpointsByPod
        self.indexesExternalAddresses = indexesExternalAddresses
        self.arrangesTopologyZones = arrangesTopologyZones
    }
}
