import Synchronization

/// The place where a snapshot becomes the one that is served: one assignment, one generation.
package final class SnapshotPublisher: Sendable {
    private let current: Mutex<RegistrySnapshot>
    private let generation: Atomic<UInt64>

    /// A publisher that serves this snapshot first.
    package init(_ snapshot: RegistrySnapshot = .empty) {
        current = Mutex(snapshot)
        generation = Atomic(snapshot.generation)
    }

    /// Makes this the snapshot that every query from now on reads.
    package func publish(_ snapshot: RegistrySnapshot) {
        current.withLock { $0 = snapshot }
        generation.store(snapshot.generation, ordering: .releasing)
    }

    /// The snapshot that is served.
    package var snapshot: RegistrySnapshot {
        current.withLock { $0 }
    }

    /// The generation of the snapshot that is served, without a lock.
    fileprivate var servedGeneration: UInt64 {
        generation.load(ordering: .acquiring)
    }
}

/// A worker's own reference to the snapshot: the lock is taken only when a new one was published.
package struct SnapshotReader {
    private let publisher: SnapshotPublisher
    /// The snapshot to answer from; who needs only its generation need not touch it, which all workers share.
    package private(set) var held: RegistrySnapshot
    /// The generation of that snapshot.
    package private(set) var generation: UInt64

    /// A reader of what this publisher serves.
    package init(_ publisher: SnapshotPublisher) {
        self.publisher = publisher
        held = publisher.snapshot
        generation = held.generation
    }

    /// Holds what is served now; before each query.
    package mutating func refresh() {
        guard generation != publisher.servedGeneration else { return }
        held = publisher.snapshot
        generation = held.generation
    }
}
