import DNSModel
import DNSServer
import Foundation
import KubernetesObjects
import Resolution
import ServiceRegistry
import TestSupport
import Testing

/// The registry and the zones that a file of dialogues is about.
struct Registry {
    let file: DialogueFile
    let zones: ZoneConfiguration
    private let rules: RegistryRules

    init(_ name: String) throws {
        file = try DialogueFile(name)
        let configuration = DialogueConfiguration(name)
        zones = configuration.zones
        rules = configuration.registry
    }

    func snapshot(generation: UInt64 = 1) throws -> RegistrySnapshot {
        var collection = ManifestCollection(
            rules: ValidationRules(
                clusterDomain: zones.clusterDomain, serviceCIDRs: rules.serviceCIDRs, defaultNamespace: "default", shortNamesEnabled: true))
        for manifest in try FileManager.default.contentsOfDirectory(atPath: Fixture.registry(file.registry)).sorted() {
            collection.read(Array(try Fixture.text("Tests/Registries/\(file.registry)/\(manifest)").utf8), of: manifest)
        }
        return RegistryBuilder(rules).build(
            collection.validate().objects, generation: generation, serial: UInt32(generation), remembering: AllocationTable()
        ).snapshot
    }
}
