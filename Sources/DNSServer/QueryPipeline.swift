import DNSModel
import DNSWire
package import Resolution
package import ServiceRegistry

/// One query, from its octets to those of the answer. Each worker has a pipeline of its own.
package final class QueryPipeline: MessageAnswerer {
    private let resolver: Resolver
    private let rules: AnswerRules
    private let transfers: ZoneTransfers
    private var snapshots: SnapshotReader
    private var explainer = Explainer()
    /// Where the next answer begins among several records, as a fraction of 2⁶⁴.
    private var rotation: UInt64 = 0

    /// A pipeline over these zones and what is published.
    package init(zones: ZoneConfiguration, publisher: SnapshotPublisher, transfers: ZoneTransfers) {
        self.transfers = transfers
        resolver = Resolver(zones)
        rules = AnswerRules(zones)
        snapshots = SnapshotReader(publisher)
    }

    /// The golden ratio: its multiples come to every place evenly, though a client asks A and AAAA in turn and sees but every
    /// second of them. (A step of one would always begin with the same of two addresses then.)
    private static let rotationStep: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Parse, look up, answer, encode; an empty reply is silence.
    @discardableResult
    package func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> (any MessageSeries)? {
        do throws(DecodeError) {
            let query = try QueryDecoder.decode(message)
            let limit = AnswerLimit.octets(for: query, over: client.transport)
            switch respond(to: query, from: client, limit: limit) {
            case .response(let response): ResponseEncoder.encode(response, to: query, limit: limit, into: &reply)
            case .series(let series): return series
            }
        } catch {
            switch error {
            case .silence: reply.removeAll(keepingCapacity: true)
            case .rejection(let rejection): ResponseEncoder.encode(rejection, into: &reply)
            }
        }
        return nil
    }

    private enum Reply {
        case response(Response)
        case series(any MessageSeries)
    }

    /// The response to one query, from exactly one snapshot.
    private func respond(to query: Query, from client: Client, limit: Int) -> Reply {
        if let extensions = query.extensions, extensions.version > 0 { return .response(Response(.badVersion)) }
        let snapshot = snapshots.latest()
        let answer = { [self] (question: Question) in
            Reply.response(response(to: question, from: client, in: snapshot, limit: limit, explained: query.extensions != nil))
        }
        switch transfers.answer(to: query, from: client, in: snapshot) {
        case nil: return answer(query.question)
        case .question(let question): return answer(question)
        case .failure(let response): return .response(response)
        case .series(let series): return .series(series)
        }
    }

    private func response(
        to question: Question, from client: Client, in snapshot: RegistrySnapshot, limit: Int, explained: Bool
    ) -> Response {
        rotation &+= Self.rotationStep
        let window = AnswerWindow(start: rotation, octets: limit)
        let resolution = resolver.resolve(question, from: client.address, in: snapshot, window: window)
        var response = rules.response(to: question, resolution, serial: snapshot.serial)
        if explained { response.extendedError = explainer.error(for: question, resolution, in: snapshot) { .now } }
        return response
    }
}
