import DNSModel
import DNSServer
import Foundation
import KubernetesObjects
import Logging
import Resolution
import ServiceRegistry
import TestSupport
import Testing

/// The dialogues on the pipeline alone; EndToEndTests has them over UDP and TCP.
struct PipelineDialogueTests {
    @Test("Every dialogue comes true, through both transports' rules", arguments: DialogueFile.names, MessageTransport.allCases)
    func dialogues(name: String, transport: MessageTransport) throws {
        let file = try DialogueFile(name)
        let pipeline = try Self.pipeline(of: file)
        for dialogue in file.dialogues {
            let question = try #require(DomainName(dialogue.name))
            let client = Client(address: dialogue.client ?? .v4(IPv4Address(0x7F00_0001)), transport: transport)
            var reply: [UInt8] = []
            pipeline.answer(QueryOctets.query(question, dialogue.type).span, from: client, into: &reply)
            let message = try #require(LdnsMessage(reply), "\(dialogue.title): no answer")
            #expect(dialogue.differences(from: message) == [], "\(name).txt, \(dialogue.title)")
        }
    }

    /// A pipeline over the manifests of one registry in Tests/Registries.
    static func pipeline(of file: DialogueFile) throws -> QueryPipeline {
        let configuration = DialogueConfiguration(file.name)
        let rules = ValidationRules(
            clusterDomain: configuration.zones.clusterDomain, serviceCIDRs: configuration.registry.serviceCIDRs,
            defaultNamespace: "default",
            shortNamesEnabled: true)
        var collection = ManifestCollection(rules: rules)
        for manifest in try FileManager.default.contentsOfDirectory(atPath: Fixture.registry(file.registry)) {
            collection.read(Array(try Fixture.text("Tests/Registries/\(file.registry)/\(manifest)").utf8), of: manifest)
        }
        let validated = collection.validate()
        #expect(validated.problems.filter { $0.severity == .error } == [])
        let build = RegistryBuilder(configuration.registry).build(
            validated.objects, generation: 1, serial: 1, remembering: AllocationTable())
        let publisher = SnapshotPublisher()
        publisher.publish(build.snapshot)
        let transfers = ZoneTransfers(of: configuration.zones, to: [], logger: Logger(label: "test"))
        return QueryPipeline(zones: configuration.zones, publisher: publisher, transfers: transfers)
    }
}

struct NamesDocumentTests {
    @Test("The examples of Docs/Names.md are lines of the dialogues")
    func examples() throws {
        let lines = try DialogueFile.names.flatMap { try Fixture.text("Tests/Dialogues/\($0).txt").components(separatedBy: "\n") }
        let blocks = try Fixture.text("Docs/Names.md").components(separatedBy: "```\n").enumerated().filter { !$0.offset.isMultiple(of: 2) }
        let examples = blocks.flatMap { $0.element.split(separator: "\n").map(String.init) }
        #expect(examples.count > 10 && Set(examples).subtracting(lines) == [])
    }
}
