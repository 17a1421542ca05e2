import DNSModel
import Resolution
import ServiceRegistry
import TestSupport
import Testing

struct ConversationTests {
    private let configuration: ZoneConfiguration
    private let snapshot: RegistrySnapshot

    init() throws {
        var configuration = ZoneConfiguration(clusterDomain: "cluster.local")
        configuration.shortNames = ShortNameRules(defaultNamespace: "default")
        let range = try #require(AddressPrefix("100.64.0.0/10"))
        configuration.outside = OutsideRules(
            coversEverything: true, stubZones: ["corp.internal", "168.192.in-addr.arpa"], ownRanges: [range])
        configuration.nameServerAddresses = [.v4(IPv4Address(0xC000_0235))]
        self.configuration = configuration
        snapshot = try Self.snapshot()
    }

    private static func snapshot(podsAreLive: Bool = true) throws -> RegistrySnapshot {
        func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }
        func service(_ name: Label, _ namespace: Label, _ addressing: ServiceAddressing) -> ServiceObject {
            let port = ServicePort(name: "http", transport: .tcp, number: 80, target: .number(80))
            return ServiceObject(key: ServiceKey(namespace: namespace, name: name), addressing: addressing, ports: [port])
        }
        func pod(_ name: String, _ text: String, onHost: Bool = false) throws -> PodObject {
            PodObject(namespace: "prod", name: name, addresses: [try address(text)], isReady: true, usesHostNetwork: onHost)
        }
        let services = try [
            service("web", "prod", .clusterIP([.named(address("10.96.0.1"))])), service("db", "prod", .externalName("db.example.com")),
            service("nas", "prod", .clusterIP([.named(address("192.168.5.5"))])),
            service("api", "dev", .clusterIP([.named(address("10.96.0.2"))])), service("away", "dev", .externalName("away.example.com")),
        ]
        let pods = try [
            pod("one", "10.1.0.5"), pod("host", "10.1.0.6", onHost: true), pod("two", "10.1.0.7"), pod("three", "10.1.0.7"),
        ]
        return RegistryBuilder(RegistryRules()).build(
            ObjectLists(services: services, pods: pods), generation: 1, serial: 7, podsAreLive: podsAreLive,
            remembering: AllocationTable()
        ).snapshot
    }

    @Test("Names outside are asked upstream, and answered as it says", arguments: try Self.conversations("outside"))
    func outside(conversation: Conversation) {
        expect(conversation, configuration)
    }

    @Test("The first name of a client's search list leads to the one that exists", arguments: try Self.conversations("search"))
    func search(conversation: Conversation) {
        expect(conversation, withSearchLists)
    }

    private static func conversations(_ name: String) throws -> [Conversation] {
        Conversation.all(in: try Fixture.text("Tests/Conversations/\(name).txt"))
    }

    private var withSearchLists: ZoneConfiguration {
        var configuration = configuration
        configuration.searchCompletion = SearchCompletion(domains: ["corp.example"])
        return configuration
    }

    private func expect(_ conversation: Conversation, _ configuration: ZoneConfiguration) {
        let (query, rules) = (conversation.query, AnswerRules(configuration))
        let resolution = resolve(query, from: conversation.client, configuration)
        var step = rules.step(for: query, resolution, serial: snapshot.serial)
        if case .response(var response) = step {
            response.extendedError = Explanation.error(for: query.question, resolution)
            step = .response(response)
        }
        for (question, outcome) in conversation.upstream {
            guard case .ask(let inquiry) = step else { break }
            let asked = "\(inquiry.question.name) \(inquiry.question.type)"
            #expect(asked.lowercased() == question.lowercased())
            step = rules.step(after: outcome, to: inquiry)
        }
        guard case .response(let response) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(CannedAnswer.lines(response) == conversation.expected)
    }

    private func resolve(
        _ query: Query, from client: IPAddress, _ configuration: ZoneConfiguration
    ) -> Resolution {
        Resolver(configuration).resolve(
            query.question, from: client, in: snapshot, window: AnswerWindow(start: 0, octets: 1232),
            recursionDesired: query.recursionDesired)
    }

    private func resolve(
        _ name: DomainName, from client: String = "10.1.0.5", _ configuration: ZoneConfiguration, in snapshot: RegistrySnapshot? = nil
    ) throws -> Resolution {
        Resolver(configuration).resolve(
            Question(name: name, type: .a), from: try #require(IPAddress(client)), in: snapshot ?? self.snapshot,
            window: AnswerWindow(start: 0, octets: 1232))
    }

    @Test("No search list is followed while it is not known who has an address")
    func deadPods() throws {
        let name: DomainName = "www.example.com.prod.svc.cluster.local"
        guard case .search = try resolve(name, withSearchLists).outcome else {
            Issue.record("no search")
            return
        }
        guard case .nameError = try resolve(name, withSearchLists, in: try Self.snapshot(podsAreLive: false)).outcome else {
            Issue.record("a search")
            return
        }
    }

    @Test("Answers that another client might not get are not for others")
    func audience() throws {
        let rows: [(DomainName, Resolution.Audience)] = [
            ("www.example.com", .everybody), ("nobody", .client), ("web", .clientNow), ("web.prod", .everybody),
            ("web.prod.svc.cluster.local", .everybody), ("www.example.com.prod.svc.cluster.local", .client),
            ("api.dev.prod.svc.cluster.local", .client), ("www.example.com.dev.svc.cluster.local", .client),
            ("prod.svc.cluster.local", .everybody), ("nobody.cluster.local", .everybody),
        ]
        for (name, audience) in rows { #expect(try resolve(name, withSearchLists).audience == audience, "\(name)") }
    }

    @Test("A name that would be too long with a domain is not looked for there, and the asked name itself never")
    func limits() throws {
        var configuration = withSearchLists
        let long = String(repeating: "l", count: 60)
        let domain = try #require(DomainName("\(long).\(long).\(long).0123456789"))
        configuration.searchCompletion = SearchCompletion(domains: [domain, "prod.svc.cluster.local", "corp.example"])
        let name = try #require(DomainName("\(long).x.prod.svc.cluster.local"))
        guard case .search(let names, _) = try resolve(name, configuration).outcome else {
            Issue.record("no search")
            return
        }
        #expect(names == [DomainName("\(long).x.corp.example"), DomainName("\(long).x")].compactMap(\.self))
    }

    @Test("Only names of stub zones are asked where there is no other upstream")
    func stubZonesAlone() throws {
        var configuration = withSearchLists
        configuration.outside = OutsideRules(coversEverything: false, stubZones: ["corp.internal", "168.192.in-addr.arpa"])
        let rows: [(DomainName, Bool)] = [
            ("x.corp.internal", true), ("corp.internal", true), ("corp.example", false), ("8.8.8.8.in-addr.arpa", false),
            ("6.5.168.192.in-addr.arpa", true), ("5.5.168.192.in-addr.arpa", false),
        ]
        for (name, isAsked) in rows { #expect(try (resolve(name, configuration).outcome == .outside) == isAsked, "\(name)") }
        #expect(try resolve("webb.prod", configuration).outcome != .outOfZone)
    }

    @Test("Names of others keep the case of their letters")
    func spelling() {
        func query(_ name: DomainName) -> Query {
            Query(
                identifier: 1, recursionDesired: true, checkingDisabled: false, question: Question(name: name, type: .a), extensions: nil)
        }
        func step(_ query: Query) -> AnswerStep {
            let client = IPAddress.v4(IPv4Address(0x7F00_0001))
            return AnswerRules(configuration).step(for: query, resolve(query, from: client, configuration), serial: 7)
        }
        guard case .ask(let inquiry) = step(query("db.prod.svc.cluster.local")),
            case .response(let ours) = step(query("web.prod.svc.cluster.local")),
            case .response(let relayed) = AnswerRules(configuration)
                .step(after: CannedAnswer.outcome(["= NOERROR", "db.example.com. 60 IN A 198.51.100.8"], to: .a), to: inquiry)
        else {
            Issue.record("other steps")
            return
        }
        #expect(relayed.keepsSpelling && !ours.keepsSpelling)
    }

    @Test("Every private range is a range")
    func privateRanges() {
        #expect(OutsideRules.privateRanges.count == 16)
    }
}
