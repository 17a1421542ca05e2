import DNSModel
import DNSWire
package import Resolution
package import ServiceRegistry

/// One query, from its octets to those of the answer. Each worker has a pipeline of its own.
package final class QueryPipeline: MessageAnswerer {
    private let resolver: Resolver
    private let rules: AnswerRules
    private var snapshots: SnapshotReader
    private var explainer = Explainer()
    /// Where the next answer begins among several records, as a fraction of 2⁶⁴.
    private var rotation: UInt64 = 0

    /// A pipeline over these zones and what is published.
    package init(zones: ZoneConfiguration, publisher: SnapshotPublisher) {
        resolver = Resolver(zones)
        rules = AnswerRules(zones)
        snapshots = SnapshotReader(publisher)
    }

    /// The golden ratio: its multiples come to every place evenly, though a client asks A and AAAA in turn and sees but every
    /// second of them. (A step of one would always begin with the same of two addresses then.)
    private static let rotationStep: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Parse, look up, answer, encode; an empty reply is silence.
    package func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) {
        do throws(DecodeError) {
            let query = try QueryDecoder.decode(message)
            let limit = AnswerLimit.octets(for: query, over: client.transport)
            ResponseEncoder.encode(respond(to: query, from: client.address, limit: limit), to: query, limit: limit, into: &reply)
        } catch {
            switch error {
            case .silence: reply.removeAll(keepingCapacity: true)
            case .rejection(let rejection): ResponseEncoder.encode(rejection, into: &reply)
            }
        }
    }

    /// The response to one query, from exactly one snapshot.
    private func respond(to query: Query, from client: IPAddress, limit: Int) -> Response {
        if let extensions = query.extensions, extensions.version > 0 { return Response(.badVersion) }
        let snapshot = snapshots.latest()
        rotation &+= Self.rotationStep
        let window = AnswerWindow(start: rotation, octets: limit)
        let resolution = resolver.resolve(query.question, from: client, in: snapshot, window: window)
        var response = rules.response(to: query.question, resolution, serial: snapshot.serial)
        if query.extensions != nil {
            response.extendedError = explainer.error(for: query.question, resolution, in: snapshot) { .now }
        }
        return response
    }
}
