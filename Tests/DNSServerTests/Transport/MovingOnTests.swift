import DNSModel
import DNSServer
import Dispatch
import Logging
import Resolution
import ServiceRegistry
import Synchronization
import Testing

@Suite("Answerers move on though nobody asks", .timeLimit(.minutes(20)))
struct MovingOnTests {
    /// Counts how often it is told, and checks where.
    private final class ToldAnswerer: MessageAnswerer {
        private let queue: DispatchQueue
        private let told: CountOfTold

        init(on queue: DispatchQueue, _ told: CountOfTold) {
            self.queue = queue
            self.told = told
        }

        func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering { .now }

        func moveOn() {
            dispatchPrecondition(condition: .onQueue(queue))
            told.count.add(1, ordering: .relaxed)
        }
    }

    private final class CountOfTold: Sendable {
        let count = Atomic(0)
    }

    @Test("Each is told, on its queue: those of the workers and that of the streams")
    func everyone() throws {
        let told = CountOfTold()
        try withServer(workers: 2, answerer: { ToldAnswerer(on: $0, told) }) { listeners, _ in
            listeners.moveOn()
            wait(for: "every answerer to be told") { told.count.load(ordering: .relaxed) == 3 }
        }
    }

    @Test("A pipeline that is told holds what is served now, and no more what was replaced")
    func pipeline() {
        let publisher = SnapshotPublisher()
        let configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))
        var builder = RegistryBuilder(configuration.registry)
        func publish(_ generation: UInt64) {
            publisher.publish(
                builder.build(RegistryObjects(), after: RegistryChange(), generation: generation, serial: 1, remembering: AllocationTable())
                    .snapshot)
        }
        publish(1)
        let log = TransferLog(logger: Logger(label: "test"))
        let pipeline = QueryPipeline(
            configuration, publisher: publisher, transfers: ZoneTransfers(of: configuration.zones, to: [], log: log),
            on: DispatchQueue(label: "test"))
        publish(2)
        #expect(!publisher.freeReplaced())
        pipeline.moveOn()
        #expect(publisher.freeReplaced())
    }
}
