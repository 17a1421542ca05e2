import DNSModel
import DNSServer
import Logging
import Resolution
import ServiceRegistry
import TestSupport
import Testing

@Suite("Zone transfers of a pipeline")
struct ZoneTransferTests {
    private static let client = Client(address: .v4(IPv4Address(0x7F00_0001)), transport: .stream)

    private static func registry(_ name: String) throws -> DialogueRegistry {
        var registry = try DialogueRegistry(name)
        registry.configuration.clients = [try #require(AddressPrefix("0.0.0.0/0"))]
        registry.configuration.transferClients = [try #require(AddressPrefix("127.0.0.0/8"))]
        return registry
    }

    private static func begin(
        _ type: RecordType, _ zone: DomainName, at pipeline: QueryPipeline, from client: Client = client
    ) -> (series: (any MessageSeries)?, reply: LdnsMessage?) {
        var reply: [UInt8] = []
        let series = pipeline.answer(QueryOctets.query(zone, type).span, from: client, into: &reply).series
        return (series, LdnsMessage(reply))
    }

    private static func records(of series: any MessageSeries) throws -> [String] {
        var records: [String] = []
        var goesOn = true
        while goesOn {
            var reply: [UInt8] = []
            goesOn = series.next(into: &reply)
            records += try #require(LdnsMessage(reply)).answer
        }
        return records
    }

    @Test("the first message has the cookie, NSID and the idle time where the client asks, and the others have an OPT record alone")
    func options() throws {
        let trial = PipelineTrial(ObjectLists()) {
            $0.transferClients = $0.clients
            $0.identity = Array("here".utf8)
        }
        let client = try Client("10.0.0.1", over: .stream)
        for (arguments, options) in [("+nsid +keepalive", " | NSID KEEPALIVE COOKIE"), ("+nocookie", ""), ("", " | COOKIE")] {
            let query = DigQuery.octets("type252 " + arguments, for: "cluster.local")
            var reply: [UInt8] = []
            let series = try #require(trial.pipeline.answer(query.span, from: client, into: &reply).series)
            _ = series.next(into: &reply)
            let outline = try #require(AnswerOutline(reply)).description
            #expect(outline.hasPrefix("NOERROR qr aa rd | SOA ") && outline.hasSuffix("| EDNS 0\(options)"), "\(outline)")
            let cookie = Array(reply.suffix(24))
            guard options.contains("COOKIE") else { continue }
            let answer = trial.answer(to: DigQuery.octets("soa", for: "cluster.local"), from: client)
            #expect(Array(answer.suffix(24)) == cookie)
        }
    }

    private static func zone(_ name: DomainName, of pipeline: QueryPipeline) throws -> [String] {
        try records(of: try #require(begin(.axfr, name, at: pipeline).series))
    }

    @Test("a zone begins and ends with its SOA, has no record twice, and one TTL for each RRset", arguments: DialogueFile.names)
    func zones(name: String) throws {
        let registry = try Self.registry(name)
        let pipeline = try registry.pipeline()
        for zone in ZoneTable(registry.configuration.zones).all {
            let records = try Self.zone(zone.origin, of: pipeline)
            #expect(records.count > 2)
            #expect(records.first == records.last && records.first?.hasPrefix("\(zone.origin) ") == true)
            #expect(records.count { $0.contains(" IN SOA ") } == 2)
            #expect(Set(records).count == records.count - 1, "\(zone.origin)")
            let fields = records.map { $0.split(separator: " ") }
            #expect(Dictionary(grouping: fields) { [$0[0], $0[3]] }.values.allSatisfy { Set($0.map { $0[1] }).count == 1 })
            #expect(fields.allSatisfy { DomainName(String($0[0]))?.isWithin(zone.origin) == true })
        }
    }

    /// Names without a fixed owner, and answers that are a part of what there is.
    private static func isLoose(_ dialogue: Dialogue, in file: String) -> Bool {
        dialogue.name.contains(".prefer._zone.") || file == "pods-insecure" && dialogue.name.contains(".pod.")
            || dialogue.type == .any || dialogue.type == .soa
    }

    @Test("what a dialogue is answered below a zone is in its transfer", arguments: DialogueFile.names)
    func dialogues(name: String) throws {
        let registry = try Self.registry(name)
        let zones = ZoneTable(registry.configuration.zones).all.map(\.origin)
        let pipeline = try registry.pipeline()
        let records = Set(try zones.flatMap { try Self.zone($0, of: pipeline) })
        for dialogue in registry.file.dialogues where !Self.isLoose(dialogue, in: name) {
            let fixed = dialogue.answer.filter { record in
                let owner = record.split(separator: " ").first.flatMap { DomainName(String($0)) }
                return owner.map { owner in zones.contains(where: owner.isWithin) } == true && !record.contains("*")
            }
            #expect(fixed.filter { !records.contains($0.withOwnerInLowerCase) } == [], "\(dialogue.title)")
        }
    }

    @Test("names are in the zone's spelling, whatever that of the question")
    func spelling() throws {
        let pipeline = try Self.registry("rules").pipeline()
        let zone = try Self.zone("cluster.local", of: pipeline)
        #expect(try Self.zone("Cluster.LOCAL", of: pipeline) == zone)
    }

    @Test("a zone that another lies in has its cut, with the name server's addresses, and nothing else of it")
    func cut() throws {
        let records = try Self.zone("example.org", of: try Self.registry("nested-deeper").pipeline())
        #expect(
            records.filter { $0.contains("cluster.k8s.example.org") } == [
                "cluster.k8s.example.org. 5 IN NS ns.dns.cluster.k8s.example.org.", "ns.dns.cluster.k8s.example.org. 5 IN A 192.0.2.53",
            ])
        #expect(records.filter { $0.hasPrefix("ns1.dns.example.org. ") } == ["ns1.dns.example.org. 5 IN A 192.0.2.53"])
    }

    @Test("a transfer has one snapshot, whatever is published meanwhile")
    func oneSnapshot() throws {
        let publisher = SnapshotPublisher()
        let pipeline = try Self.registry("rules").pipeline(publisher: publisher)
        let before = try Self.zone("cluster.local", of: pipeline)
        let series = try #require(Self.begin(.axfr, "cluster.local", at: pipeline).series)
        publisher.publish(try Self.registry("spec").snapshot(generation: 2))
        #expect(try Self.records(of: series) == before)
        #expect(try Self.zone("cluster.local", of: pipeline) != before)
    }

    @Test("over UDP, IXFR is answered with the SOA alone, behind its own question, and AXFR is sent to TCP")
    func incrementalDatagram() throws {
        let pipeline = try Self.registry("spec").pipeline()
        let datagram = Client(address: Self.client.address, transport: .datagram)
        let axfr = try #require(Self.begin(.axfr, "cluster.local", at: pipeline, from: datagram).reply)
        #expect(axfr.responseCode == "REFUSED" && axfr.extendedErrors == ["21 zones are transferred over TCP"])
        let reply = try #require(Self.begin(.ixfr, "cluster.local", at: pipeline, from: datagram).reply)
        #expect(reply.header == "1234 qr aa rd 0" && reply.question == ["cluster.local. IN IXFR"])
        #expect(reply.answer.count == 1 && reply.answer.allSatisfy { $0.contains(" SOA ") } && reply.authority == [])
    }

    @Test(
        "what becomes of each transfer is told, with its kind, the zone's serial and how much it was",
        arguments: [.axfr, .ixfr] as [RecordType])
    func log(type: RecordType) throws {
        let recorder = LogRecorder(level: .info)
        let pipeline = try Self.registry("spec").pipeline(logger: recorder.logger)
        let count = try Self.records(of: try #require(Self.begin(type, "cluster.local", at: pipeline).series)).count
        #expect(Self.begin(type, "cluster.local", at: pipeline).series != nil)
        let about = "cluster.local. to 127.0.0.1: \(type), serial 1"
        let patterns = ["transferred \(about), \(count) records, [1-9][0-9]+ octets", "transfer broken off: \(about), 0 records, 0 octets"]
        #expect(recorder.messages.count == 2)
        for (message, pattern) in zip(recorder.messages, patterns) {
            #expect(try Regex(pattern + ", [0-9]+\\.[0-9] ms").wholeMatch(in: message) != nil, "\(message)")
        }
    }

    @Test(
        "a transfer that is refused is told, with the reason",
        arguments: [
            (.axfr, "cluster.local", "192.0.2.9", .stream, "not in zoneTransfer.allow"),
            (.ixfr, "cluster.local", "192.0.2.9", .datagram, "not in zoneTransfer.allow"),
            (.axfr, "svc.cluster.local", "127.0.0.1", .stream, "no zone that is served here begins at this name"),
            (.ixfr, "local", "127.0.0.1", .datagram, "no zone that is served here begins at this name"),
            (.axfr, "cluster.local", "127.0.0.1", .datagram, "zones are transferred over TCP"),
        ] as [(RecordType, DomainName, String, MessageTransport, String)])
    func refusal(type: RecordType, name: DomainName, address: String, transport: MessageTransport, reason: String) throws {
        let recorder = LogRecorder(level: .notice)
        let pipeline = try Self.registry("spec").pipeline(logger: recorder.logger)
        let client = Client(address: try #require(IPAddress(address)), transport: transport)
        #expect(["REFUSED", "NOTAUTH"].contains(Self.begin(type, name, at: pipeline, from: client).reply?.responseCode))
        #expect(recorder.messages == ["transfer of \(name) refused to \(address): \(reason)"])
        _ = Self.begin(.a, name, at: pipeline, from: client)
        #expect(recorder.messages.count == 1)
    }

    @Test("the fifth transfer is told, though strangers were refused many times")
    func fifth() throws {
        let recorder = LogRecorder(level: .warning)
        let pipeline = try Self.registry("spec").pipeline(logger: recorder.logger)
        let stranger = Client(address: .v4(IPv4Address(0xC000_0209)), transport: .datagram)
        for _ in 0..<100 { _ = Self.begin(.axfr, "cluster.local", at: pipeline, from: stranger) }
        let series = (0..<4).compactMap { _ in Self.begin(.axfr, "cluster.local", at: pipeline).series }
        #expect(series.count == 4)
        #expect(Self.begin(.axfr, "in-addr.arpa", at: pipeline).reply?.responseCode == "SERVFAIL")
        #expect(recorder.messages == ["transfer of in-addr.arpa. to 127.0.0.1 failed: 4 transfers are under way"])
    }

    @Test("a stranger's name is told as it is written in zone files, and has an end")
    func strangersName() throws {
        let recorder = LogRecorder(level: .notice)
        let pipeline = try Self.registry("spec").pipeline(logger: recorder.logger)
        let stranger = Client(address: .v4(IPv4Address(0xC000_0209)), transport: .datagram)
        let short = try #require(DomainName(wire: [3, 10, 0x2E, 0x61, 0]))
        let long = try #require(DomainName(Array(repeating: Label(octets: Array(repeating: 10, count: 60)), count: 4).compactMap(\.self)))
        for name in [short, long] { _ = Self.begin(.axfr, name, at: pipeline, from: stranger) }
        let told = ["\\010\\.a.", String(repeating: "\\010", count: 60) + ".\\010\\010\\01..."]
        #expect(recorder.messages == told.map { "transfer of \($0) refused to 192.0.2.9: not in zoneTransfer.allow" })
    }

    @Test(
        "names without a fixed owner are in no transfer",
        arguments: [("rules", true), ("pods-insecure", false), ("pods-disabled", false), ("zones", true)])
    func looseNames(name: String, hasPods: Bool) throws {
        let records = try Self.zone("cluster.local", of: try Self.registry(name).pipeline())
        #expect(records.contains { $0.contains(".pod.cluster.local. ") } == hasPods)
        #expect(!records.contains { $0.contains(".prefer._zone.") })
        #expect(records.contains { $0.contains(".pin._zone.") } == (name == "zones"))
    }
}

extension String {
    /// The owner in lower case, as a zone has it; dialogues have the question's spelling.
    fileprivate var withOwnerInLowerCase: String {
        guard let end = firstIndex(of: " ") else { return self }
        return self[..<end].lowercased() + self[end...]
    }
}
