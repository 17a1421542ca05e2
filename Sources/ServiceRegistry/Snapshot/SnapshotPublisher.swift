import Synchronization

/// The place where a snapshot becomes the one that is served: one assignment, one generation.
package final class SnapshotPublisher: Sendable {
    private let current: Mutex<RegistrySnapshot>
    private let generation: Atomic<UInt64>
    /// What was replaced: kept, so that no reader is the last to let go of it and has to free it.
    private let replaced = Mutex<[RegistrySnapshot]>([])
    private let listeners = Mutex<[@Sendable () -> Void]>([])

    /// A publisher that serves this snapshot first.
    package init(_ snapshot: RegistrySnapshot = .empty) {
        current = Mutex(snapshot)
        generation = Atomic(snapshot.generation)
    }

    /// Makes this the snapshot that every query from now on reads.
    package func publish(_ snapshot: RegistrySnapshot) {
        let old = current.withLock { current in
            let old = current
            current = snapshot
            return old
        }
        generation.store(snapshot.generation, ordering: .releasing)
        // The empty one is never freed.
        if old !== RegistrySnapshot.empty { replaced.withLock { $0.append(old) } }
        for tell in listeners.withLock(\.self) { tell() }
    }

    /// Calls this after each publication, on the publisher's queue: readers that wait for queries hold what was replaced until
    /// they are told.
    package func whenPublished(_ tell: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.append(tell) }
    }

    /// Frees what was replaced and has no reader any more; returns whether all of it is freed.
    package func freeReplaced() -> Bool {
        let (unread, areAll) = replaced.withLock { replaced in
            let unread = Self.takeUnread(from: &replaced)
            return (unread, replaced.isEmpty)
        }
        // Outside the lock: to free 100,000 records takes a while.
        _ = consume unread
        return areAll
    }

    /// Nobody can come by a reference to one of these any more: who holds none will never hold one.
    private static func takeUnread(from replaced: inout [RegistrySnapshot]) -> [RegistrySnapshot] {
        var unread: [RegistrySnapshot] = []
        for index in replaced.indices.reversed() where isKnownUniquelyReferenced(&replaced[index]) {
            unread.append(replaced.remove(at: index))
        }
        return unread
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
