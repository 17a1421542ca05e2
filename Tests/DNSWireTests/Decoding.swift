import DNSModel
import DNSWire

/// What became of a packet, as a value that can be compared.
enum Decoding: Equatable {
    case query(Query)
    case silence(Silence)
    case rejection(Rejection)

    init(_ packet: [UInt8]) {
        do {
            self = .query(try QueryDecoder.decode(packet.span))
        } catch {
            switch error {
            case .silence(let silence): self = .silence(silence)
            case .rejection(let rejection): self = .rejection(rejection)
            }
        }
    }

    var query: Query? {
        guard case .query(let query) = self else { return nil }
        return query
    }

    var rejection: Rejection? {
        guard case .rejection(let rejection) = self else { return nil }
        return rejection
    }
}
