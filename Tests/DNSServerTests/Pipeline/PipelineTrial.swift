import DNSModel
import DNSServer
import Dispatch
import Logging
import Resolution
import ServiceRegistry
import TestSupport
import Testing

/// A pipeline over objects of a test, with a clock that the test moves.
final class PipelineTrial {
    let configuration: ServerConfiguration
    let queue = DispatchQueue(label: "test")
    let pipeline: QueryPipeline
    /// What the server asks itself.
    let ownQuestion = SelfTestQuestion(in: DomainName("cluster.local"))
    private let publisher = SnapshotPublisher()
    private let clock: Clock
    private var generation: UInt64 = 0
    private var reply: [UInt8] = []

    private final class Clock {
        var now = ContinuousClock.now
        /// Seconds since 1970.
        var unixTime: UInt32 = 1_800_000_000
    }

    init(
        _ objects: ObjectLists, forwarder: Forwarder? = nil, _ change: (inout ServerConfiguration) -> Void = { _ in }
    ) {
        var configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))
        configuration.zones.shortNames = ShortNameRules(defaultNamespace: "default")
        configuration.upstream.servers = .addresses([])
        change(&configuration)
        let clock = Clock()
        self.clock = clock
        self.configuration = configuration
        let transfers = ZoneTransfers(
            of: configuration.zones, to: configuration.transferClients, log: TransferLog(logger: LogRecorder().logger))
        pipeline = QueryPipeline(
            configuration, publisher: publisher, transfers: transfers, forwarder: forwarder,
            limits: QueryLimits(configuration.limits), notLimiting: ownQuestion, on: queue, now: { clock.now }, unixTime: { clock.unixTime }
        )
        publish(objects)
    }

    func publish(_ objects: ObjectLists) {
        generation += 1
        publisher.publish(
            RegistryBuilder(configuration.registry).build(
                objects, generation: generation, serial: 1, remembering: AllocationTable()
            ).snapshot)
    }

    func wait(_ duration: Duration) {
        clock.now += duration
        clock.unixTime &+= UInt32(truncatingIfNeeded: duration.components.seconds)
    }

    /// Asks, and leaves what comes at once; for what must cost nothing.
    func exchange(_ query: [UInt8], from client: Client) {
        reply.removeAll(keepingCapacity: true)
        pipeline.answer(query.span, from: client, into: &reply)
    }

    /// Whether there was an answer at once.
    var hasReply: Bool {
        !reply.isEmpty
    }

    /// How many octets came at once.
    var replyCount: Int {
        reply.count
    }

    /// The low bits of the response code of what came at once.
    var responseCode: UInt8? {
        reply.count > 3 ? reply[3] & 0x0F : nil
    }

    /// The octets of the answer that comes at once.
    func answer(to query: [UInt8], from client: Client) -> [UInt8] {
        exchange(query, from: client)
        return reply
    }

    func ask(_ query: [UInt8], from client: Client) throws -> LdnsMessage {
        exchange(query, from: client)
        return try #require(LdnsMessage(reply))
    }
}

extension Client {
    /// A client with the address of this text.
    init(_ text: String, over transport: MessageTransport = .datagram) throws {
        self.init(address: try #require(IPAddress(text)), transport: transport)
    }
}
