import DNSModel
import DNSServer
import Logging
import Resolution
import ServiceRegistry
import Testing

@Suite("Whether the Pods are live") struct LivenessTests {
    private let folder: WatchedFolder
    private let publisher = SnapshotPublisher()
    private let pipeline: ReloadPipeline
    private let pod: IPAddress

    init() throws {
        folder = try WatchedFolder()
        try folder.make("manifests")
        try folder.write(
            "manifests/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: prod}, status: {podIP: 10.0.0.1}}")
        var configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))
        configuration.manifestDirectories = [folder("manifests")]
        pipeline = try ReloadPipeline(configuration, publisher: publisher, logger: LogRecorder(level: .info).logger)
        pod = try #require(IPAddress("10.0.0.1"))
        _ = pipeline.run()
    }

    @Test("They are while their directories can be listed; what they were is kept, and is live again when they come back")
    func directories() throws {
        #expect(publisher.snapshot.podsAreLive && publisher.snapshot.generation == 1)
        try folder.rename("manifests", to: "away")
        for _ in 0..<2 { _ = pipeline.run() }
        #expect(!publisher.snapshot.podsAreLive)
        #expect(publisher.snapshot.generation == 2)
        #expect(publisher.snapshot.clientNamespace(of: pod) == "prod")
        try folder.rename("away", to: "manifests")
        for _ in 0..<2 { _ = pipeline.run() }
        #expect(publisher.snapshot.podsAreLive)
        #expect(publisher.snapshot.generation == 3)
        #expect(publisher.snapshot.certainClientNamespace(of: pod) == "prod")
    }

    @Test("They are though a file is broken: its objects are those that somebody meant last")
    func brokenFile() throws {
        try folder.write("manifests/pod.yaml", "{")
        for _ in 0..<2 { _ = pipeline.run(forceReadingAll: true) }
        #expect(publisher.snapshot.podsAreLive)
        #expect(publisher.snapshot.certainClientNamespace(of: pod) == "prod")
    }
}
