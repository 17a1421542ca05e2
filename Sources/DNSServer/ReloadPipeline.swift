import KubernetesObjects
package import Logging
package import ServiceRegistry

/// One change, from a file to the snapshot that is served. Confined to the queue that reloads.
package final class ReloadPipeline {
    private var directory: ManifestDirectory
    private var collection: ManifestCollection
    private let builder: RegistryBuilder
    private let exposure: ExposureRules
    private var keeper: StateKeeper
    private let publisher: SnapshotPublisher
    private var reporter: ReloadReporter
    /// Whether something was read that is not yet validated; at the start, even nothing is news.
    private var hasNews = true
    private var lookAgainIn: Duration?
    /// What the served snapshot was built from; nil before the first.
    private var served: [RegistryObject]?
    /// What that snapshot could not hold.
    private var shortages = RegistryProblems()

    /// A pipeline from the configured directories to this publisher; nothing is read yet.
    package init(_ configuration: ServerConfiguration, publisher: SnapshotPublisher, logger: Logger) throws(StateDirectoryError) {
        directory = ManifestDirectory(paths: configuration.manifestDirectories)
        collection = ManifestCollection(rules: configuration.rules)
        builder = RegistryBuilder(configuration.registry)
        exposure = configuration.registry.exposure
        keeper = try StateKeeper(configuration.stateDirectory, logger: logger)
        self.publisher = publisher
        reporter = ReloadReporter(logger: logger)
    }

    /// One look and what follows from it; returns when to look again though nothing changes.
    package func look(forceReadingAll: Bool, willList: @escaping (String) -> Void) -> Duration? {
        run(forceReadingAll: forceReadingAll, willList: willList) ? lookAgainIn : .zero
    }

    /// Look, decode, validate, build, publish: everything is read and validated before anything is served.
    ///
    /// Returns whether everything was read: one look reads so much at most, and nothing is published before the last.
    package func run(forceReadingAll: Bool = false, willList: @escaping (String) -> Void = { _ in }) -> Bool {
        let look = directory.look(forceReadingAll: forceReadingAll, now: .now, willList: willList)
        lookAgainIn = look.lookAgainIn
        hasNews = collection.take(look) || hasNews
        guard look.isComplete else { return false }
        if hasNews || look.isCurrent != publisher.snapshot.podsAreLive {
            let validated = collection.validate()
            publishIfNew(validated, podsAreLive: look.isCurrent)
            reporter.validated((validated.problems + shortages.problems(of: validated.accepted)).sorted())
            hasNews = false
        }
        keeper.saveIfNeeded()
        reporter.looked(look.problems, at: publisher.snapshot)
        return true
    }

    /// How much is served now.
    package var summary: RegistrySummary {
        reporter.summary(of: publisher.snapshot)
    }

    /// A file that is broken keeps its objects, which is as somebody meant them; a directory that cannot be listed may say
    /// anything by now.
    private func publishIfNew(_ validated: ValidatedObjects, podsAreLive: Bool) {
        let accepted = validated.accepted.map(\.payload)
        guard accepted != served || podsAreLive != publisher.snapshot.podsAreLive else { return }
        publish(validated.objects, podsAreLive: podsAreLive)
        served = accepted
    }

    /// Addresses are on the disk before anybody is told of them.
    private func publish(_ objects: RegistryObjects, podsAreLive: Bool) {
        keeper.state.serial = keeper.state.nextSerial(unixTime: WallClock.unixTime)
        var builder = builder
        let build = builder.build(
            objects, after: RegistryChange(), generation: publisher.snapshot.generation + 1, serial: keeper.state.serial,
            podsAreLive: podsAreLive,
            remembering: keeper.state.allocations)
        shortages = RegistryProblems(of: build)
        keeper.state.allocations = build.allocation.table
        keeper.saveIfNeeded()
        publisher.publish(build.snapshot)
        Heap.giveBackFreePages()
        reporter.published(build.allocation.events)
        reporter.exposed(ExposureEffect(of: exposure, on: objects, shown: build.snapshot))
    }
}
