import DNSModel
import DNSServer
import Foundation
import Resolution
import TestSupport
import Testing

/// The dialogues on the pipeline alone; EndToEndTests has them over UDP and TCP.
struct PipelineDialogueTests {
    @Test("Every dialogue comes true, through both transports' rules", arguments: DialogueFile.names, MessageTransport.allCases)
    func dialogues(name: String, transport: MessageTransport) throws {
        let registry = try DialogueRegistry(name)
        let pipeline = try registry.pipeline()
        for dialogue in registry.file.dialogues {
            let question = try #require(DomainName(dialogue.name))
            let client = Client(address: dialogue.client ?? .v4(IPv4Address(0x7F00_0001)), transport: transport)
            var reply: [UInt8] = []
            pipeline.answer(QueryOctets.query(question, dialogue.type).span, from: client, into: &reply)
            let message = try #require(LdnsMessage(reply), "\(dialogue.title): no answer")
            #expect(dialogue.differences(from: message) == [], "\(name).txt, \(dialogue.title)")
        }
    }

    @Test("Every file in Tests/Configurations has its dialogues, its twin by hand, and the zones that the dialogues name")
    func configurations() throws {
        let folder = Fixture.root.appending(path: "Tests/Configurations").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(Set(files) == Set(DialogueConfiguration.changes.keys.map { "\($0).yaml" }))
        #expect(Set(DialogueConfiguration.changes.keys).isSubset(of: DialogueFile.names))
        for name in DialogueFile.names {
            let zones = ZoneTable(DialogueConfiguration.configuration(of: name).zones).all.map(\.origin)
            #expect(Set(try DialogueFile(name).zones) == Set(zones), "\(name)")
        }
    }
}

struct NamesDocumentTests {
    @Test("The examples of Docs/Names.md are lines of the dialogues and the conversations")
    func examples() throws {
        let files = DialogueFile.names.map { "Dialogues/\($0)" } + ["Conversations/outside", "Conversations/search"]
        let lines = try files.flatMap { try Fixture.text("Tests/\($0).txt").components(separatedBy: "\n") }
        let blocks = try Fixture.text("Docs/Names.md").components(separatedBy: "```\n").enumerated().filter { !$0.offset.isMultiple(of: 2) }
        let examples = blocks.flatMap { $0.element.split(separator: "\n").map(String.init) }
        #expect(examples.count > 10 && Set(examples).subtracting(lines) == [])
    }
}
