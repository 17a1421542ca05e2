import DNSModel
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ServedDialogueTests {
    @Test("Every dialogue comes true over UDP and TCP", arguments: DialogueFile.names)
    func dialogues(name: String) throws {
        let file = try DialogueFile(name)
        // All of 127.0.0.0/8 is on loopback: a client's address is chosen by binding to it.
        let server = try RunningServer(
            ["--manifests", Fixture.registry(file.registry)] + (file.configuration.map { ["--config", $0] } ?? []))
        for carrier in DNSClient.Carrier.allCases {
            for dialogue in file.dialogues {
                let query = QueryOctets.query(try #require(DomainName(dialogue.name)), dialogue.type)
                let reply = try #require(server.exchange(query, over: carrier, from: dialogue.client?.description))
                let message = try #require(LdnsMessage(reply))
                #expect(dialogue.differences(from: message) == [], "\(name).txt, \(dialogue.title), \(carrier)")
            }
        }
    }
}
