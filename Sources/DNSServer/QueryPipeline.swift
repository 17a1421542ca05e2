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

    /// Decode, transfer or look up, answer, explain, encode.
    @discardableResult
    package func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
        do throws(DecodeError) {
            return answer(try QueryDecoder.decode(message), from: client, into: &reply)
        } catch {
            switch error {
            case .silence: reply.removeAll(keepingCapacity: true)
            case .rejection(let rejection): ResponseEncoder.encode(rejection, into: &reply)
            }
            return .now
        }
    }

    /// An answer, encoded or as a series, from exactly one snapshot.
    private func answer(_ query: Query, from client: Client, into reply: inout [UInt8]) -> Answering {
        let limit = AnswerLimit.octets(for: query, over: client.transport)
        guard (query.extensions?.version ?? 0) == 0 else {
            ResponseEncoder.encode(Response(.badVersion), to: query, limit: limit, into: &reply)
            return .now
        }
        let snapshot = snapshots.latest()
        var response: Response
        switch transfers.answer(to: query, from: client, in: snapshot) {
        case .series(let series): return .series(series)
        case .failure(let failure): response = failure
        case .question(let question):
            let resolution = resolver.resolve(question, from: client.address, in: snapshot, window: nextWindow(octets: limit))
            response = rules.response(to: question, resolution, serial: snapshot.serial)
            // The explanation of an answer that says no: only a client with EDNS can be told (RFC 8914).
            if query.extensions != nil {
                response.extendedError = explainer.error(for: question, resolution, in: snapshot, at: .now)
            }
        }
        ResponseEncoder.encode(response, to: query, limit: limit, into: &reply)
        return .now
    }

    private func nextWindow(octets: Int) -> AnswerWindow {
        rotation &+= Self.rotationStep
        return AnswerWindow(start: rotation, octets: octets)
    }
}
