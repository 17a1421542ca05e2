import DNSModel
import DNSServer
import KubernetesObjects
import Logging
import Resolution
import ServiceRegistry
import Testing

struct ReloadLogTests {
    private let folder: WatchedFolder
    private let log = LogRecorder(level: .info)

    init() throws {
        folder = try WatchedFolder()
    }

    private func pipeline(_ exposure: ExposureRules = ExposureRules()) throws -> ReloadPipeline {
        var configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))
        configuration.exposure = exposure
        configuration.manifestDirectories = [folder.path]
        return try ReloadPipeline(configuration, publisher: SnapshotPublisher(), logger: log.logger)
    }

    /// Headless Services of these names in one namespace, all of this type.
    private func write(_ names: [String], type: String = "ClusterIP") throws {
        let documents = names.map {
            "{apiVersion: v1, kind: Service, metadata: {name: \($0), namespace: prod}, spec: {clusterIP: None, type: \(type)}}"
        }
        try folder.write("services.yaml", documents.joined(separator: "\n---\n"))
    }

    @Test("Where more problems come, or go, than are told one by one, the rest is counted, and only those that are there can be checked")
    func many() throws {
        let names = (0..<150).map { "s\($0)" }
        let pipeline = try pipeline()
        try write(names, type: "Clusterip")
        _ = pipeline.run()
        #expect(log.messages.contains("50 more: svcdns check shows all problems"))
        let told = log.messages.count
        try write(names)
        _ = pipeline.run(forceReadingAll: true)
        let mended = log.messages[told...]
        #expect(mended.count { $0.hasPrefix("mended: ") } == 100)
        #expect(mended.contains("50 more are mended"))
        #expect(!mended.contains { $0.contains("svcdns check") })
    }

    @Test("A rule of exposure that shows nothing is told once when it comes and once when it goes, and counts among the problems")
    func exposure() throws {
        let pipeline = try pipeline(ExposureRules(namespaces: ["prd"]))
        try write(["a"])
        for _ in 0..<2 { _ = pipeline.run(forceReadingAll: true) }
        try write(["a", "b"])
        _ = pipeline.run(forceReadingAll: true)
        let mistake = "expose.namespaces: prd: no object is in this namespace: correct its name, or leave it out"
        #expect(log.messages.count { $0 == mistake } == 1)
        #expect("\(pipeline.summary)" == "2 Services (2 not shown), 0 endpoints, 1 problem")
        #expect(log.messages.last == "registry 2: 2 Services (2 not shown), 0 endpoints, 1 problem")
        try folder.write("namespace.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: prd}}")
        _ = pipeline.run(forceReadingAll: true)
        #expect(log.messages.filter { $0.contains(mistake) } == [mistake, "mended: \(mistake)"])
        #expect("\(pipeline.summary)" == "2 Services (2 not shown), 0 endpoints, 0 problems")
    }
}
