package import DNSModel

/// A ServiceImport: a Service of several clusters, as one cluster sees it (`multicluster.x-k8s.io/v1alpha1`, KEP-1645).
package struct ServiceImportObject: Hashable, Sendable {
    /// Which Service: the same namespace and name in every cluster.
    package let key: ServiceKey
    /// What `serviceSelector` looks at.
    package let labels: [String: String]
    /// What stands in front of the clusters' endpoints.
    package let type: ImportType
    /// The ports that clients of the cluster set's address use, in their order.
    package let ports: [ServicePort]
    /// What its annotations ask for.
    package let settings: ServiceSettings

    /// An import of these parts.
    package init(
        key: ServiceKey, labels: [String: String] = [:], type: ImportType, ports: [ServicePort] = [],
        settings: ServiceSettings = ServiceSettings()
    ) {
        self.key = key
        self.labels = labels
        self.type = type
        self.ports = ports
        self.settings = settings
    }
}

/// `spec.type` of a ServiceImport.
package enum ImportType: Hashable, Sendable {
    /// Addresses that reach all clusters (`spec.ips`); none while none is assigned.
    case clusterSetIP([IPAddress])
    /// The endpoints of all clusters themselves.
    case headless
}
