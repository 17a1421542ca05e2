import DNSServer
import Foundation
import KubernetesObjects
import Logging
import Manifests
import ServiceRegistry

extension MicroSteps {
    /// What a change goes through: one file, and then all that follows from it.
    func ofChanges() throws -> [MicroStep] {
        [readingOneFile, try reload()]
    }

    private var readingOneFile: MicroStep {
        let rules = configuration.rules
        let file = Array(ServiceTree(services: ServiceTree.servicesOfFile).catalogue.fileText(0).utf8)
        return MicroStep(name: "read a file of \(ServiceTree.servicesOfFile) Services", repetitions: 200) {
            { times in
                for _ in 0..<times {
                    let documents = try ManifestReader.documents(of: file, file: "services.yaml")
                    let decoded = ObjectDecoder.decode(documents, file: "services.yaml", rules: rules)
                    guard decoded.objects.count == ServiceTree.servicesOfFile else { throw MicroFailure.wrongAnswer }
                }
            }
        }
    }

    /// From the look at all files to the new snapshot; each time one file is another.
    private func reload() throws -> MicroStep {
        let directory = try ChangingDirectory(ServiceTree(services: services))
        var configuration = configuration
        configuration.manifestDirectories = [directory.path]
        let publisher = SnapshotPublisher()
        let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
        let pipeline = try ReloadPipeline(configuration, publisher: publisher, logger: logger)
        while !pipeline.run() {}
        let repetitions = 4
        return MicroStep(name: "reload, one file of \((services / ServiceTree.servicesOfFile).grouped)", repetitions: repetitions) {
            try directory.prepare(repetitions)
            return { times in
                for _ in 0..<times {
                    let generation = publisher.snapshot.generation
                    _ = try directory.change()
                    while !pipeline.run() {}
                    guard publisher.snapshot.generation == generation + 1 else { throw MicroFailure.notServed }
                }
            }
        }
    }
}
