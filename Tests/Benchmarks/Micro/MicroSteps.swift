import DNSModel
import DNSServer
import DNSWire
import Dispatch
import Foundation
import KubernetesObjects
import Logging
import Manifests
import Resolution
import ServiceRegistry
import TestSupport

/// The steps of both paths, over a registry of so many Services.
struct MicroSteps {
    let services: Int
    let configuration: ServerConfiguration
    private let snapshot: RegistrySnapshot
    /// Queries of which hardly two are the same: which letters of a name are capitals is random.
    private let queries: [[UInt8]]
    /// Queries for names that nobody has, each another; of clients with EDNS, who are told why, and without.
    private let unknown: (explained: [[UInt8]], plain: [[UInt8]])
    private let client = Client(address: .v4(IPv4Address(0x7F00_0001)), transport: .datagram)

    /// More queries than a worker remembers.
    private static let distinct = 65_536
    /// Queries that are asked again and again.
    private static let hot = 1_024
    private static let repetitions = 65_536

    init(services: Int) throws {
        self.services = services
        configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: DomainName("cluster.local")))
        let catalogue = ServiceTree(services: services).catalogue
        snapshot = Self.snapshot(of: catalogue, configuration)
        let questions = Questions(catalogue)
        queries = Self.queries(questions.neverSeen(Self.distinct))
        let unknown = questions.unknown(Self.distinct)
        self.unknown = (Self.queries(unknown), Self.queries(unknown, payloadSize: nil))
    }

    private static func queries(_ lines: [String], payloadSize: UInt16? = 1_232) -> [[UInt8]] {
        lines.compactMap { line in
            DomainName(line.dropLast(2)).map { QueryOctets.query($0, .a, payloadSize: payloadSize) }
        }
    }

    /// What a query goes through, then the whole of it.
    func ofQueries() throws -> [MicroStep] {
        let decoded = try queries.prefix(Self.hot).map { try QueryDecoder.decode($0.span) }
        return [
            decode, resolve(decoded), encode(decoded),
            MicroStep(name: "pipeline, a query never seen", repetitions: Self.distinct) { self.answerer(of: self.queries) },
            MicroStep(name: "pipeline, a random unknown name", repetitions: Self.distinct) { self.answerer(of: self.unknown.plain, 3) },
            MicroStep(name: "pipeline, the same with EDNS", repetitions: Self.distinct) { self.answerer(of: self.unknown.explained, 3) },
            repeated("pipeline, a repeated query", nil),
            repeated("pipeline, the same with clientLimit and rateLimit", Self.limits),
        ]
    }

    /// Limits that hold nobody back.
    private static var limits: LimitConfiguration {
        var limits = LimitConfiguration()
        limits.clientLimit = LimitConfiguration.ClientLimit(queriesPerSecond: SteadyRate.most, burst: SteadyRate.most)
        limits.rateLimit = LimitConfiguration.RateLimit(responsesPerSecond: SteadyRate.most)
        return limits
    }

    private func repeated(_ name: String, _ limits: LimitConfiguration?) -> MicroStep {
        MicroStep(name: name, repetitions: Self.repetitions) {
            let body = self.answerer(of: Array(self.queries.prefix(Self.hot)), limits: limits.flatMap(QueryLimits.init))
            try body(2 * Self.hot)
            return body
        }
    }

    private var decode: MicroStep {
        MicroStep(name: "decode", repetitions: Self.repetitions) {
            { times in
                for index in 0..<times {
                    let query = queries[index & (Self.hot - 1)]
                    _ = try QueryDecoder.decode(query.span)
                }
            }
        }
    }

    private func resolve(_ decoded: [Query]) -> MicroStep {
        let resolver = Resolver(configuration.zones)
        return MicroStep(name: "resolve", repetitions: Self.repetitions) {
            { times in
                for index in 0..<times {
                    let query = decoded[index & (Self.hot - 1)]
                    let resolution = resolver.resolve(
                        query.question, from: client.address, in: snapshot, window: AnswerWindow(start: 0, octets: 1_232))
                    guard case .records = resolution.outcome else { throw MicroFailure.wrongAnswer }
                }
            }
        }
    }

    private func encode(_ decoded: [Query]) -> MicroStep {
        let (resolver, rules) = (Resolver(configuration.zones), AnswerRules(configuration.zones))
        let responses = decoded.map { query in
            let window = AnswerWindow(start: 0, octets: 1_232)
            let resolution = resolver.resolve(query.question, from: client.address, in: snapshot, window: window)
            return rules.response(to: query.question, resolution, serial: snapshot.serial)
        }
        return MicroStep(name: "encode", repetitions: Self.repetitions) {
            var reply: [UInt8] = []
            return { times in
                for index in 0..<times {
                    let place = index & (Self.hot - 1)
                    ResponseEncoder.encode(responses[place], to: decoded[place], limit: 1_232, into: &reply)
                }
            }
        }
    }

    /// A new worker, which answers these in turn, a power of two of them, all with this code.
    private func answerer(of queries: [[UInt8]], _ code: UInt8 = 0, limits: QueryLimits? = nil) -> (Int) throws -> Void {
        let pipeline = QueryPipeline(
            configuration, publisher: SnapshotPublisher(snapshot),
            transfers: ZoneTransfers(of: configuration.zones, to: [], log: TransferLog(logger: Logger(label: "benchmark"))),
            limits: limits, on: DispatchQueue(label: "benchmark"))
        var reply: [UInt8] = []
        return { times in
            for index in 0..<times {
                reply.removeAll(keepingCapacity: true)
                let query = queries[index & (queries.count - 1)]
                pipeline.answer(query.span, from: client, into: &reply)
            }
            // A record in the answer, or the SOA behind it.
            guard reply.count > 12, reply[3] & 0x0F == code, reply[7] + reply[9] == 1 else { throw MicroFailure.wrongAnswer }
        }
    }

    private static func snapshot(of catalogue: ServiceCatalogue, _ configuration: ServerConfiguration) -> RegistrySnapshot {
        var collection = ManifestCollection(rules: configuration.rules)
        collection.take(
            (0..<catalogue.files).map { file in
                ChangedFile(path: catalogue.fileName(file), content: .octets(Array(catalogue.fileText(file).utf8)))
            })
        let change = collection.validate().objects
        var builder = RegistryBuilder(configuration.registry)
        return builder.build(
            collection.registered, after: change, generation: 1, serial: 1, remembering: AllocationTable()
        ).snapshot
    }
}
