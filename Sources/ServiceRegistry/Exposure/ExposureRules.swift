package import DNSModel

/// What of the registry is shown at all; what is hidden does not exist, forward and reverse.
package struct ExposureRules: Hashable, Sendable {
    /// The only namespaces that are shown; nil: all of them.
    package let namespaces: Set<Label>?
    /// The labels that a shown namespace has.
    package let namespaceSelector: LabelSelector
    /// The labels that a shown Service has.
    package let serviceSelector: LabelSelector
    /// Whether endpoints are shown: without them headless Services do not exist.
    package let showsEndpoints: Bool
    /// Whether a Service with cluster IPs is shown while no endpoint is ready.
    package let showsEmptyServices: Bool

    /// Rules of these parts; by default everything is shown.
    package init(
        namespaces: Set<Label>? = nil, namespaceSelector: LabelSelector = LabelSelector([]),
        serviceSelector: LabelSelector = LabelSelector([]), showsEndpoints: Bool = true, showsEmptyServices: Bool = true
    ) {
        self.namespaces = namespaces
        self.namespaceSelector = namespaceSelector
        self.serviceSelector = serviceSelector
        self.showsEndpoints = showsEndpoints
        self.showsEmptyServices = showsEmptyServices
    }
}
