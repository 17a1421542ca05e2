package import DNSModel
package import Logging
package import Resolution
import ServiceRegistry

/// Answers queries for zone transfers (design rule 11). It belongs to one queue, as its answerer does.
package final class ZoneTransfers {
    private let configuration: ZoneConfiguration
    private let rules: TransferRules
    private let slots = TransferSlots(count: simultaneous)
    private let log: TransferLog

    /// The most transfers at once of one answerer: a secondary needs one for each zone, and each holds its snapshot until it
    /// ends. It is the bound of a whole server because `Listeners` has one queue, and so one answerer, for all TCP.
    package static let simultaneous = 4

    /// Transfers of the zones of a configuration to these clients.
    package init(of configuration: ZoneConfiguration, to clients: [AddressPrefix], logger: Logger) {
        self.configuration = configuration
        rules = TransferRules(zones: ZoneTable(configuration).all, clients: clients)
        log = TransferLog(logger: logger)
    }

    /// What a query is answered with.
    enum Answer {
        /// What this question leads to: the client's own, or the SOA that stands for a zone.
        case question(Question)
        /// No records.
        case failure(Response)
        /// All records of a zone.
        case series(any MessageSeries)
    }

    /// The answer to a query, from this snapshot alone however long it takes.
    func answer(to query: Query, from client: Client, in snapshot: RegistrySnapshot) -> Answer {
        switch rules.decision(on: query, from: client.address, over: client.transport, serial: snapshot.serial) {
        case nil: return .question(query.question)
        case .otherTransport: return Self.failure(.refused, .notSupported, "zones are transferred over TCP")
        case .notAuthoritative: return Self.failure(.notAuthorized, .notAuthoritative, "no zone that is served here begins at this name")
        case .startOfAuthority(let zone): return .question(Question(name: zone.origin, type: .soa))
        case .zone(let zone):
            guard let slot = slots.take() else {
                return Self.failure(.serverFailure, .other, "\(Self.simultaneous) transfers are under way already: try again later")
            }
            let content = ZoneContent(of: zone, in: snapshot, configuration: configuration)
            return .series(ZoneTransfer(of: content, answering: query, slot: slot, log: log, title: "\(zone.origin) to \(client.address)"))
        }
    }

    private static func failure(_ code: ResponseCode, _ reason: ExtendedDNSError.Code, _ text: String) -> Answer {
        .failure(Response(code, extendedError: ExtendedDNSError(reason, text)))
    }
}
