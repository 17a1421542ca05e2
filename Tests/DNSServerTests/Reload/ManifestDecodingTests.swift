import DNSServer
import DNSModel
import KubernetesObjects
import Resolution
import ServiceRegistry
import Testing

struct ManifestDecodingTests {
    private let rules = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local")).rules

    /// Services that claim the addresses of others, so that the order of the files shows; every seventh file is broken.
    private var files: [ChangedFile] {
        (0..<200).map { index in
            let text = """
                {apiVersion: v1, kind: Service, metadata: {name: s\(index), namespace: prod},
                 spec: {clusterIP: 10.96.0.\(index % 50 + 1), ports: [{port: 80}]}}
                """
            let content = index % 7 == 3 ? "{" : text
            return ChangedFile(path: "f\(index)", content: index % 11 == 5 ? .tooLarge : .octets(Array(content.utf8)))
        }
    }

    @Test("Files that are decoded on all cores give what they give one by one, and a broken one costs no other")
    func together() {
        var together = ManifestCollection(rules: rules)
        together.take(files)
        var oneByOne = ManifestCollection(rules: rules)
        for file in files { oneByOne.take([file]) }
        (_, _) = (together.validate(), oneByOne.validate())
        #expect(together.registered.services == oneByOne.registered.services)
        #expect(together.problems == oneByOne.problems)
        #expect(together.problems.count { $0.message.contains("nothing of it is served") } == 44)
        #expect(together.registered.services.count == 50)
    }
}
