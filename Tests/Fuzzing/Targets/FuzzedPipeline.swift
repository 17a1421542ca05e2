import DNSModel
import DNSServer
import Dispatch
import Logging
import Resolution
import ServiceRegistry

/// A pipeline that lives through all inputs, with a clock that goes on by a second for each: so the same input leads to the same,
/// and explanations are never held back.
final class FuzzedPipeline {
    let configuration: ServerConfiguration
    private let pipeline: QueryPipeline
    private let publisher = SnapshotPublisher()
    private let clock = Clock()

    private final class Clock {
        var now = ContinuousClock.now
        var unixTime: UInt32 = 1_800_000_000
    }

    init(_ configuration: ServerConfiguration) {
        self.configuration = configuration
        let silent = Logger(label: "fuzzing") { _ in SwiftLogNoOpLogHandler() }
        let transfers = ZoneTransfers(of: configuration.zones, to: configuration.transferClients, log: TransferLog(logger: silent))
        pipeline = QueryPipeline(
            configuration, publisher: publisher, transfers: transfers, on: DispatchQueue(label: "fuzzing"), now: { [clock] in clock.now },
            unixTime: { [clock] in clock.unixTime })
    }

    /// Serves this from now on.
    func publish(_ snapshot: RegistrySnapshot) {
        publisher.publish(snapshot)
        pipeline.moveOn()
        _ = publisher.freeReplaced()
    }

    /// Goes on to the next input.
    func goOn() {
        clock.now += .seconds(1)
        clock.unixTime &+= 1
    }

    /// Asks, and says whether what comes at once is all.
    func ask(_ message: [UInt8], from client: Client, into reply: inout [UInt8]) -> Answering {
        reply.removeAll(keepingCapacity: true)
        return pipeline.answer(message.span, from: client, into: &reply)
    }
}

extension ServerConfiguration {
    /// What a server is by default, without upstream.
    static var plain: ServerConfiguration {
        var configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))
        configuration.zones.shortNames = ShortNameRules(defaultNamespace: "prod")
        configuration.zones.nameServerAddresses = [.v4(IPv4Address(0x0A60_000A))]
        configuration.upstream.servers = .addresses([])
        configuration.transferClients = [AddressPrefix("127.0.0.0/8")].compactMap(\.self)
        return configuration
    }

    /// All that can be switched on, and an upstream that nobody can reach.
    static var full: ServerConfiguration {
        var configuration = plain
        configuration.zones.externalZones = [
            ExternalZoneRules(zone: "example.org", showsHeadless: true, showsNodePorts: true, hasReverseNames: true)
        ]
        configuration.zones.multiclusterZones = ["clusterset.local"]
        configuration.zones.hasZoneAwareNames = true
        configuration.zones.searchCompletion = SearchCompletion(domains: ["corp.test"])
        configuration.zones.serverVersion = "1"
        configuration.namesEndpointsByPod = true
        configuration.upstream.servers = .recursive
        configuration.identity = Array("fuzzed".utf8)
        return configuration
    }

    /// What hides most, with names of other lengths.
    static var hiding: ServerConfiguration {
        var configuration = plain
        configuration.zones.podNames = .insecure
        configuration.zones.timeToLive = 30
        configuration.zones.negativeTimeToLive = NegativeTimeToLive(unknown: 10, notReady: 2)
        configuration.zones.shortNames = nil
        configuration.exposure = ExposureRules(namespaces: ["prod"], showsEndpoints: false, showsEmptyServices: false)
        return configuration
    }
}
