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
    @Test(
        "Every dialogue comes true, through both transports' rules", arguments: ["spec", "selectors", "rules"],
        MessageTransport.allCases)
    func dialogues(name: String, transport: MessageTransport) throws {
        let pipeline = try Self.pipeline(of: name)
        for dialogue in DialogueFile.dialogues("\(name).txt") {
            let question = try #require(DomainName(dialogue.name))
            let client = Client(address: dialogue.client ?? .v4(IPv4Address(0x7F00_0001)), transport: transport)
            var reply: [UInt8] = []
            pipeline.answer(QueryOctets.query(question, dialogue.type).span, from: client, into: &reply)
            let message = try #require(LdnsMessage(reply), "\(dialogue.title): no answer")
            #expect(dialogue.differences(from: message) == [], "\(name).txt, \(dialogue.title)")
        }
    }

    /// A pipeline over the manifests of one registry in Tests/Registries.
    static func pipeline(of registry: String) throws -> QueryPipeline {
        let rules = ValidationRules(
            clusterDomain: "cluster.local", serviceCIDRs: [try #require(AddressPrefix("10.96.0.0/12"))], defaultNamespace: "default",
            shortNamesEnabled: true)
        var collection = ManifestCollection(rules: rules)
        for file in try FileManager.default.contentsOfDirectory(atPath: Fixture.registry(registry)) {
            collection.read(Array(try Fixture.text("Tests/Registries/\(registry)/\(file)").utf8), of: file)
        }
        let validated = collection.validate()
        #expect(validated.problems.filter { $0.severity == .error } == [])
        let build = RegistryBuilder(RegistryRules(serviceCIDRs: rules.serviceCIDRs)).build(
            validated.objects, generation: 1, serial: 1, remembering: AllocationTable())
        let publisher = SnapshotPublisher()
        publisher.publish(build.snapshot)
        let address = try #require(IPAddress("192.0.2.53"))
        var zones = ZoneConfiguration(clusterDomain: "cluster.local")
        zones.nameServerAddresses = [address]
        zones.shortNames = ShortNameRules(defaultNamespace: "default")
        let transfers = ZoneTransfers(of: zones, to: [], logger: Logger(label: "test"))
        return QueryPipeline(zones: zones, publisher: publisher, transfers: transfers)
    }
}
