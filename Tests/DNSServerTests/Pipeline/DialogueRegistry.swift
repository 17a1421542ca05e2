import DNSServer
import Dispatch
import Foundation
import KubernetesObjects
import Logging
import ServiceRegistry
import TestSupport
import Testing

/// What a file of dialogues is about: its manifests, and a pipeline over them.
struct DialogueRegistry {
    let file: DialogueFile
    var configuration: ServerConfiguration

    init(_ name: String) throws {
        file = try DialogueFile(name)
        configuration = DialogueConfiguration.configuration(of: name)
    }

    func snapshot(generation: UInt64 = 1) throws -> RegistrySnapshot {
        var collection = ManifestCollection(rules: configuration.rules)
        for manifest in try FileManager.default.contentsOfDirectory(atPath: Fixture.registry(file.registry)) {
            collection.read(Array(try Fixture.text("Tests/Registries/\(file.registry)/\(manifest)").utf8), of: manifest)
        }
        let validated = collection.validate()
        #expect(validated.problems.filter { $0.severity == .error } == [])
        var builder = RegistryBuilder(configuration.registry)
        return builder.build(
            validated.objects, after: RegistryChange(), generation: generation, serial: UInt32(generation), remembering: AllocationTable()
        ).snapshot
    }

    func pipeline(
        publisher: SnapshotPublisher = SnapshotPublisher(), logger: Logger = Logger(label: "test")
    ) throws -> QueryPipeline {
        publisher.publish(try snapshot())
        let transfers = ZoneTransfers(of: configuration.zones, to: configuration.transferClients, log: TransferLog(logger: logger))
        return QueryPipeline(
            configuration, publisher: publisher, transfers: transfers, on: DispatchQueue(label: "test"))
    }
}
