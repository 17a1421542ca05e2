import DNSModel
import DNSServer
import KubernetesObjects
import ServiceRegistry

/// Manifest files, as one that comes to another that was there before: what follows from that change must be what follows from
/// reading both anew, and what is served then must be answered well.
final class FuzzedManifests: FuzzedPart {
    private let configuration = ServerConfiguration.full
    private let pipeline = FuzzedPipeline(.full)
    private let present: ChangedFile
    private let collection: ManifestCollection
    private let builder: RegistryBuilder
    private let table: AllocationTable
    private var generation: UInt64 = 1
    private var reply: [UInt8] = []

    /// Short, for it is read again each time: a name, an address and a selector that others may have too.
    private static let present = """
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: prod},
         spec: {clusterIP: 10.96.0.1, selector: {app: web}, ports: [{name: http, port: 80}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: prod, labels: {app: web}}, status: {podIP: 10.0.0.1}}

        """

    init() {
        present = ChangedFile(path: "a.yaml", content: .octets(Array(Self.present.utf8)))
        var collection = ManifestCollection(rules: configuration.rules)
        collection.take([present])
        let change = collection.validate().objects
        var builder = RegistryBuilder(configuration.registry)
        table =
            builder.build(
                collection.registered, after: change, generation: 1, serial: 1, remembering: AllocationTable()
            ).allocation.table
        self.collection = collection
        self.builder = builder
    }

    func take(_ input: [UInt8]) throws(Finding) {
        let isJSON = input.first == UInt8(ascii: "{")
        let file = ChangedFile(path: isJSON ? "b.json" : "b.yaml", content: .octets(input))
        var (changed, builder) = (collection, builder)
        changed.take([file])
        let change = changed.validate().objects
        generation += 1
        let build = builder.build(
            changed.registered, after: change, generation: generation, serial: 1, remembering: table)
        try compare(changed, build, with: file)
        for problem in changed.problems {
            try Finding.unless(!problem.description.contains(where: \.isNewline), "more than one line: \(problem)")
        }
        pipeline.publish(build.snapshot)
        try ask(build.snapshot)
    }

    private func compare(_ changed: ManifestCollection, _ build: RegistryBuild, with file: ChangedFile) throws(Finding) {
        var whole = ManifestCollection(rules: configuration.rules)
        whole.take([present, file])
        let change = whole.validate().objects
        try Finding.unless(whole.problems == changed.problems, "other problems: \(whole.problems), not \(changed.problems)")
        var builder = RegistryBuilder(configuration.registry)
        let other = builder.build(whole.registered, after: change, generation: generation, serial: 1, remembering: table)
        try Finding.unless(Array(other.snapshot.services) == Array(build.snapshot.services), "other Services")
        try Finding.unless(Array(other.snapshot.serviceImports) == Array(build.snapshot.serviceImports), "other imports")
        try Finding.unless(Set(other.snapshot.ownedAddresses) == Set(build.snapshot.ownedAddresses), "other addresses")
        try Finding.unless(other.allocation.table == build.allocation.table, "other allocated addresses")
    }

    /// Asks for what the file may have brought: the first Services, their ports and endpoints, by UDP, and their zone by TCP.
    private func ask(_ snapshot: RegistrySnapshot) throws(Finding) {
        pipeline.goOn()
        for service in Array(snapshot.services).suffix(4) {
            let labels = [service.key.name, service.key.namespace, "svc"]
            guard let name = DomainName(labels, in: "cluster.local") else { continue }
            for type in [1, 28, 33, 255] as [UInt8] { try ask(name.octets, type, .datagram) }
            if let port = DomainName(["_http", "_tcp"] + labels, in: "cluster.local") { try ask(port.octets, 33, .stream) }
        }
        for case .v4(let address) in snapshot.ownedAddresses.prefix(3) {
            let digits = "\(address)".split(separator: ".").reversed().joined(separator: ".")
            if let name = DomainName("\(digits).in-addr.arpa") { try ask(name.octets, 12, .datagram) }
        }
    }

    private func ask(_ name: [UInt8], _ type: UInt8, _ transport: MessageTransport) throws(Finding) {
        let message = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1] + name + [0, type, 0, 1] + [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]
        let client = Client(address: .v4(IPv4Address(0x7F00_0001)), transport: transport)
        _ = pipeline.ask(message, from: client, into: &reply)
        _ = try ReplyRules(to: message, over: transport, isAllowed: true).check(reply)
    }
}
