package import DNSModel
import DNSWire
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
    package init(of configuration: ZoneConfiguration, to clients: [AddressPrefix], log: TransferLog) {
        self.configuration = configuration
        rules = TransferRules(zones: ZoneTable(configuration).all, clients: clients)
        self.log = log
    }

    /// What a query is answered with.
    enum Answer {
        /// What the client's question leads to, as for every other query.
        case ordinary
        /// What this question leads to: the SOA that stands for a zone.
        case startOfAuthority(Question)
        /// No records.
        case failure(Response)
        /// All records of a zone.
        case series(any MessageSeries)
    }

    /// The answer to a query, from this snapshot alone however long it takes; a zone begins with these options.
    func answer(_ exchange: Exchange, with options: AnswerOptions, in snapshot: RegistrySnapshot) -> Answer {
        let (query, client) = (exchange.query, exchange.client)
        switch rules.decision(on: query, from: client.address, over: client.transport, serial: snapshot.serial) {
        case nil: return .ordinary
        case .otherClient:
            tellRefusal(of: query, to: client, because: "not in zoneTransfer.allow")
            return .ordinary
        case .otherTransport: return refusal(of: query, to: client, .refused, .notSupported, "zones are transferred over TCP")
        case .notAuthoritative:
            let text = "no zone that is served here begins at this name"
            return refusal(of: query, to: client, .notAuthorized, .notAuthoritative, text)
        case .startOfAuthority(let zone): return .startOfAuthority(Question(name: zone.origin, type: .soa))
        case .zone(let zone): return transfer(of: zone, answering: exchange, with: options, in: snapshot)
        }
    }

    private func transfer(
        of zone: ServedZone, answering exchange: Exchange, with options: AnswerOptions, in snapshot: RegistrySnapshot
    ) -> Answer {
        let client = exchange.client
        guard let slot = slots.take() else {
            let reason = "\(Self.simultaneous) transfers are under way"
            log.tell(.failed, "transfer of \(zone.origin.inLog) to \(client.address) failed: \(reason)", at: .now)
            return failure(.serverFailure, .other, "\(reason) already: try again later")
        }
        let content = ZoneContent(of: zone, in: snapshot, configuration: configuration)
        let title = "\(zone.origin.inLog) to \(client.address): \(exchange.query.question.type), serial \(snapshot.serial)"
        return .series(ZoneTransfer(of: content, answering: exchange, with: options, slot: slot, log: log, title: title))
    }

    private func refusal(
        of query: Query, to client: Client, _ code: ResponseCode, _ reason: ExtendedDNSError.Code, _ text: String
    ) -> Answer {
        tellRefusal(of: query, to: client, because: text)
        return failure(code, reason, text)
    }

    private func tellRefusal(of query: Query, to client: Client, because reason: String) {
        log.tell(.refused, "transfer of \(query.question.name.inLog) refused to \(client.address): \(reason)", at: .now)
    }

    private func failure(_ code: ResponseCode, _ reason: ExtendedDNSError.Code, _ text: String) -> Answer {
        .failure(
            Response(code, recursionAvailable: configuration.resolvesOutside, extendedError: ExtendedDNSError(reason, text)))
    }
}

extension DomainName {
    /// In presentation format, with an end: a name that a stranger made up can be four times as long there as on the wire.
    fileprivate var inLog: String {
        let text = description
        return text.utf8.count <= Self.maximumLength ? text : text.prefix(Self.maximumLength - 3) + "..."
    }
}
