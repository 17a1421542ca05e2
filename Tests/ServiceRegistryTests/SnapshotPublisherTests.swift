import ServiceRegistry
import Synchronization
import Testing

struct SnapshotPublisherTests {
    private let publisher = SnapshotPublisher()

    private func publish(_ generation: UInt64) {
        var builder = RegistryBuilder(RegistryRules())
        let build = builder.build(
            RegistryObjects(), after: RegistryChange(), generation: generation, serial: 1, remembering: AllocationTable())
        publisher.publish(build.snapshot)
    }

    @Test("What was replaced is kept while somebody reads it, and freed by who publishes, never by a reader")
    func freeing() {
        publish(1)
        var reader = SnapshotReader(publisher)
        weak let replaced = publisher.snapshot
        publish(2)
        #expect(!publisher.freeReplaced())
        #expect(replaced != nil)
        reader.refresh()
        #expect(replaced != nil)
        #expect(publisher.freeReplaced())
        #expect(replaced == nil)
    }

    @Test("Of several that were replaced those are freed that nobody reads")
    func several() {
        publish(1)
        let reader = SnapshotReader(publisher)
        weak let first = publisher.snapshot
        publish(2)
        weak let second = publisher.snapshot
        publish(3)
        #expect(!publisher.freeReplaced())
        #expect(first != nil && second == nil)
        withExtendedLifetime(reader) {}
    }

    @Test("Nothing is kept of the empty one before the first, and readers are told of each publication when it is there")
    func telling() {
        let generations = Mutex<[UInt64]>([])
        let publisher = publisher
        publisher.whenPublished { generations.withLock { $0.append(publisher.snapshot.generation) } }
        publish(1)
        #expect(publisher.freeReplaced())
        publish(2)
        #expect(generations.withLock(\.self) == [1, 2])
    }
}
