import DNSModel
import Foundation
import TestSupport

/// The real binary with servers that it asks, and one Service, `web.prod`.
final class UpstreamSetup: Sendable {
    let server: RunningServer
    private let folder: TemporaryDirectory

    /// Settings are lines of the configuration file below `upstream`; others stand beside it.
    init(_ servers: [String], settings: [String] = [], others: [String] = [], objects: String = "") throws {
        folder = try TemporaryDirectory()
        try folder.write("registry.yaml", Self.web + objects)
        let upstream = ["upstream:", "  servers: [\(servers.joined(separator: ", "))]"] + settings.map { "  \($0)" }
        try folder.write("config.yaml", (upstream + others).joined(separator: "\n"))
        server = try RunningServer(["--manifests", folder.path, "--config", "\(folder.path)/config.yaml"])
    }

    private static let web = """
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: prod}, spec: {clusterIP: 10.96.0.10, ports: [{port: 80}]}}
        ---

        """

    func ask(
        _ name: DomainName, _ type: RecordType = .a, payloadSize: UInt16? = 1232, flags: Set<QueryOctets.Flag> = [],
        over carrier: DNSClient.Carrier = .udp, from source: String? = nil
    ) -> LdnsMessage? {
        let query = QueryOctets.query(name, type, payloadSize: payloadSize, flags: flags)
        return server.exchange(query, over: carrier, from: source).flatMap(LdnsMessage.init)
    }

    /// Whether the cluster's own name is answered, as it is whatever upstream does.
    var answersClusterName: Bool {
        ask("web.prod.svc.cluster.local")?.answer == ["web.prod.svc.cluster.local. 5 IN A 10.96.0.10"]
    }
}

extension LdnsMessage {
    /// The codes of its Extended DNS Errors.
    var extendedErrorCodes: [Int] {
        extendedErrors.compactMap { Int($0.prefix { $0 != " " }) }
    }

    /// Records without their TTLs, in lower case: what has to be the same, however long it took.
    static func content(of records: [String]) -> Set<String> {
        Set(
            records.map {
                $0.split(separator: " ").enumerated().filter { $0.offset != 1 }.map(\.element).joined(separator: " ").lowercased()
            })
    }
}
