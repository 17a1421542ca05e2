/// What a build gives.
package struct RegistryBuild: Sendable {
    /// The snapshot to publish.
    package let snapshot: RegistrySnapshot
    /// The allocations to remember, and what changed among them.
    package let allocation: Allocation
    /// The Services with more endpoints, ports or external addresses than are served (`RegistryLimits`).
    package let cutServices: [ServiceKey]
    /// The Services of several clusters with more of them.
    package let cutImports: [ServiceKey]
}
