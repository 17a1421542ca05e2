import KubernetesObjects
package import Logging
package import ServiceRegistry

/// One change, from a file to the snapshot that is served. Confined to the queue that reloads.
///
///     look      Reload/ManifestDirectory            which files are new, other or gone
///     decode    ManifestCollection                  their objects, by all processors, or problems
///     validate  KubernetesObjects/ObjectValidator   which accepted objects went and came
///     build     ServiceRegistry/RegistryBuilder     a snapshot that shares what did not change
///     publish   ServiceRegistry/SnapshotPublisher   one assignment
///     tidy up   when nothing has changed for a while: what was replaced is freed
package final class ReloadPipeline {
    private var directory: ManifestDirectory
    private var collection: ManifestCollection
    private var builder: RegistryBuilder
    private let exposure: ExposureRules
    private var keeper: StateKeeper
    private let publisher: SnapshotPublisher
    private var reporter: ReloadReporter
    /// Whether something was read that is not yet validated; at the start, even nothing is news.
    private var hasNews = true
    private var lookAgainIn: Duration?
    /// Whether anything was published: even nothing is, once.
    private var isServing = false
    /// What that snapshot could not hold.
    private var shortages = RegistryProblems()
    /// Whether the last look has read all that there was to read.
    package private(set) var hasReadAll = false
    /// What kept it from reading all directories, if anything did.
    package private(set) var hindrance: String?
    /// The generation up to which everything was tidied up.
    private var tidied: UInt64 = 0

    /// A pipeline from the configured directories to this publisher; nothing is read yet.
    /// The state is that of the server before this one, where that has given it.
    package init(
        _ configuration: ServerConfiguration, inherited: RegistryState? = nil, publisher: SnapshotPublisher, logger: Logger
    ) throws(StateDirectoryError) {
        directory = ManifestDirectory(paths: configuration.manifestDirectories)
        collection = ManifestCollection(rules: configuration.rules)
        builder = RegistryBuilder(configuration.registry)
        exposure = configuration.registry.exposure
        keeper = try StateKeeper(configuration.stateDirectory, inherited: inherited, logger: logger)
        self.publisher = publisher
        reporter = ReloadReporter(logger: logger)
    }

    /// One look and what follows from it; returns when to look again though nothing changes, and whether there is anything to tidy up.
    package func look(
        forceReadingAll: Bool, willList: @escaping (String) -> Void
    ) -> (lookAgainIn: Duration?, leavesMuch: Bool) {
        let isComplete = run(forceReadingAll: forceReadingAll, willList: willList)
        return (isComplete ? lookAgainIn : .zero, publisher.snapshot.generation != tidied)
    }

    /// Look, decode, validate, build, publish: everything is read and validated before anything is served.
    ///
    /// Returns whether everything was read: one look reads so much at most, and nothing is published before the last.
    package func run(forceReadingAll: Bool = false, willList: @escaping (String) -> Void = { _ in }) -> Bool {
        let look = directory.look(forceReadingAll: forceReadingAll, now: .now, willList: willList)
        lookAgainIn = look.lookAgainIn
        hasNews = collection.take(look) || hasNews
        hasReadAll = look.isComplete
        hindrance = look.problems.first.map { "\($0.problem)" }
        guard look.isComplete else { return false }
        if hasNews || look.isCurrent != publisher.snapshot.podsAreLive {
            let change = collection.validate()
            publishIfNew(change.objects, podsAreLive: look.isCurrent)
            reporter.validated(
                change.problems, serious: collection.seriousProblemCount, shortages: shortages.problems(in: collection))
            hasNews = false
        }
        keeper.saveIfNeeded()
        reporter.looked(look.problems, at: publisher.snapshot)
        return true
    }

    /// Frees what publications left behind; returns whether anything is left, because somebody still answers from it.
    package func tidyUp() -> Bool {
        tidied = publisher.snapshot.generation
        let isEverythingFreed = publisher.freeReplaced()
        Heap.giveBackFreePages()
        return !isEverythingFreed
    }

    /// Lets another server have the state: nothing may be looked at until `takeBack`.
    package func releaseState() -> RegistryState {
        keeper.release()
    }

    /// The other server does not need the state after all.
    package func takeBackState() {
        keeper.takeBack()
    }

    /// How much is served now.
    package var summary: RegistrySummary {
        reporter.summary(of: publisher.snapshot)
    }

    /// A file that is broken keeps its objects, which is as somebody meant them; a directory that cannot be listed may say
    /// anything by now.
    private func publishIfNew(_ change: RegistryChange, podsAreLive: Bool) {
        guard !change.isEmpty || !isServing || podsAreLive != publisher.snapshot.podsAreLive else { return }
        publish(collection.registered, after: change, podsAreLive: podsAreLive)
        isServing = true
    }

    /// Addresses are on the disk before anybody is told of them.
    private func publish(_ objects: RegistryObjects, after change: RegistryChange, podsAreLive: Bool) {
        keeper.state.serial = keeper.state.nextSerial(unixTime: WallClock.unixTime)
        let build = builder.build(
            objects, after: change, generation: publisher.snapshot.generation + 1, serial: keeper.state.serial,
            podsAreLive: podsAreLive, remembering: keeper.state.allocations)
        shortages = RegistryProblems(of: build)
        keeper.state.allocations = build.allocation.table
        keeper.saveIfNeeded()
        publisher.publish(build.snapshot)
        keeper.sync()
        // Where changes never cease, nothing is ever tidied up.
        _ = publisher.freeReplaced()
        reporter.published(build.allocation.events)
        reporter.exposed(ExposureEffect(of: exposure, on: objects, shown: build.snapshot))
    }
}
