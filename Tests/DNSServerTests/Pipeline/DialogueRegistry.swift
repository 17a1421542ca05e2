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
        collection.take(
            try FileManager.default.contentsOfDirectory(atPath: Fixture.registry(file.registry)).map { manifest in
                let text = try Fixture.text("Tests/Registries/\(file.registry)/\(manifest)")
                return ChangedFile(path: manifest, content: .octets(Array(text.utf8)))
            })
        let change = collection.validate().objects
        #expect(collection.problems.filter { $0.severity == .error } == [])
        var builder = RegistryBuilder(configuration.registry)
        return builder.build(
            collection.registered, after: change, generation: generation, serial: UInt32(generation), remembering: AllocationTable()
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
