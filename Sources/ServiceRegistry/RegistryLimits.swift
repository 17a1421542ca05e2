/// How much one set of manifests may make of itself: Services times Pods is a product that a small file can drive up.
package enum RegistryLimits {
    /// The most endpoints that one Service publishes: more than any cluster has Pods behind a Service.
    package static let endpointsOfService = 100_000
    /// The most endpoints in all, with the names of those that are not ready: about 130 MB of them.
    package static let endpoints = 1_000_000
    /// The most ports of one Service, and of one endpoint: those of ten whole EndpointSlices.
    package static let ports = 1_000
    /// The most ports of the endpoints of one Service, each of which may be a SRV record at its name: a zone transfer makes them
    /// at once. Endpoints behind them keep their addresses, and have no ports.
    package static let endpointPortsOfService = 200_000
    /// The most ports of endpoints in all.
    package static let endpointPorts = 1_000_000
    /// The most `externalIPs`, and the most addresses and host names of a load balancer or a ClusterSetIP, of one Service.
    package static let externalPoints = 1_000
    /// The most Pods that all Services together look at for endpoints, each at those with the rarest of the labels that it selects by: it
    /// may find few among many, and the next one looks at the same. Who looks at few is not counted, and never left out.
    package static let podsLookedAt = 1_000_000
    /// How many Pods are few.
    package static let fewPods = 100
    /// How many labels of a selector and ports of a Service together make a look at a Pod cost as much again.
    package static let partsOfLook = 50
    /// The most ports of a Pod among which a `targetPort` is looked for by its name.
    package static let containerPorts = 100
    /// The most Pods that are looked at for whether a Service selects any of them; behind them it is taken to. Where so many have each
    /// of its labels, the warning that it selects none may depend on what was there before.
    package static let podsLookedAtForAny = 1_000
    /// The most Services and imports of one namespace that a misspelt name is compared with.
    package static let comparedNames = 1_000
}
