import KubernetesObjects
package import Logging
package import ServiceRegistry

/// One change, from a file to the snapshot that is served. Confined to the queue that reloads.
package final class ReloadPipeline {
    private var directory: ManifestDirectory
    private var collection: ManifestCollection
    private let builder: RegistryBuilder
    private var keeper: StateKeeper
    private let publisher: SnapshotPublisher
    private var reporter: ReloadReporter
    /// What the served snapshot was built from; nil before the first.
    private var served: RegistryObjects?
    /// The addresses in that snapshot.
    private var allocation = Allocation()

    /// A pipeline from the configured directories to this publisher; nothing is read yet.
    package init(_ configuration: ServerConfiguration, publisher: SnapshotPublisher, logger: Logger) throws(StateDirectoryError) {
        directory = ManifestDirectory(paths: configuration.manifestDirectories)
        collection = ManifestCollection(rules: configuration.rules)
        builder = RegistryBuilder(serviceCIDRs: configuration.rules.serviceCIDRs)
        keeper = try StateKeeper(configuration.stateDirectory, logger: logger)
        self.publisher = publisher
        reporter = ReloadReporter(logger: logger)
    }

    /// Look, decode, validate, build, publish: everything is validated before anything is served. Returns what was seen.
    @discardableResult
    package func run(
        forceReadingAll: Bool = false, now: ContinuousClock.Instant = .now, willList: @escaping (String) -> Void = { _ in }
    ) -> DirectoryLook {
        let look = directory.look(forceReadingAll: forceReadingAll, now: now, willList: willList)
        let hasNews = collection.take(look)
        if hasNews || served == nil {
            let validated = collection.validate()
            if validated.objects != served { publish(validated.objects) }
            reporter.validated((validated.problems + allocation.problems(of: validated.accepted)).sorted())
        }
        keeper.saveIfNeeded()
        reporter.looked(look.problems, at: publisher.snapshot)
        return look
    }

    /// How much is served now.
    package var summary: RegistrySummary {
        reporter.summary(of: publisher.snapshot)
    }

    /// Addresses are on the disk before anybody is told of them.
    private func publish(_ objects: RegistryObjects) {
        keeper.state.serial = keeper.state.nextSerial(unixTime: WallClock.unixTime)
        let build = builder.build(
            objects, generation: publisher.snapshot.generation + 1, serial: keeper.state.serial, remembering: keeper.state.allocations)
        allocation = build.allocation
        keeper.state.allocations = allocation.table
        keeper.saveIfNeeded()
        publisher.publish(build.snapshot)
        served = objects
        reporter.published(allocation.events)
    }
}
