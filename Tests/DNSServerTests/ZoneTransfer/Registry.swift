import DNSModel
import DNSServer
import Foundation
import KubernetesObjects
import ServiceRegistry
import TestSupport
import Testing

/// Snapshots of the manifests in Tests/Registries.
enum Registry {
    /// Those that dialogues are about.
    static let dialogues = ["spec", "selectors", "rules"]
    /// All of them.
    static let names = dialogues

    static func snapshot(of registry: String, generation: UInt64) throws -> RegistrySnapshot {
        let rules = ValidationRules(
            clusterDomain: "cluster.local", serviceCIDRs: [try #require(AddressPrefix("10.96.0.0/12"))], defaultNamespace: "default",
            shortNamesEnabled: true)
        var collection = ManifestCollection(rules: rules)
        for file in try FileManager.default.contentsOfDirectory(atPath: Fixture.registry(registry)).sorted() {
            collection.read(Array(try Fixture.text("Tests/Registries/\(registry)/\(file)").utf8), of: file)
        }
        return RegistryBuilder(RegistryRules(serviceCIDRs: rules.serviceCIDRs, indexesExternalAddresses: true)).build(
            collection.validate().objects, generation: generation, serial: UInt32(generation), remembering: AllocationTable()
        ).snapshot
    }
}
