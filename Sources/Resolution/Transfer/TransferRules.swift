package import DNSModel

/// Who gets which zone transferred (design rule 11, RFC 5936, RFC 1995).
package struct TransferRules: Sendable {
    private let zones: [ServedZone]
    private let clients: [AddressPrefix]

    /// Rules that allow these clients to have these zones.
    package init(zones: [ServedZone], clients: [AddressPrefix]) {
        self.zones = zones
        self.clients = clients
    }

    /// What a query for a transfer is answered with.
    package enum Decision: Hashable, Sendable {
        /// The SOA alone: the client has this version, or has to come back over TCP (RFC 1995 §2, §4).
        case startOfAuthority(ServedZone)
        /// Every record of the zone.
        case zone(ServedZone)
        /// This client gets no zones.
        case otherClient
        /// Zones are transferred over TCP (RFC 5936 §4).
        case otherTransport
        /// No zone begins at this name (RFC 5936 §2.2.1).
        case notAuthoritative
    }

    /// The decision on a query of a client, with the serial that the zones have; nil for what is no query for a transfer
    /// of a zone.
    package func decision(on query: Query, from client: IPAddress, over transport: MessageTransport, serial: UInt32) -> Decision? {
        let question = query.question
        let isIncremental = question.type == .ixfr
        guard isIncremental || question.type == .axfr, question.recordClass == .internet else { return nil }
        guard clients.contains(where: { $0.contains(client) }) else { return .otherClient }
        guard isIncremental || transport == .stream else { return .otherTransport }
        guard let zone = zones.first(where: { $0.origin == question.name }) else { return .notAuthoritative }
        let isCurrent = query.zoneSerial.map { !$0.isOlder(thanSerial: serial) } ?? false
        return isIncremental && (isCurrent || transport == .datagram) ? .startOfAuthority(zone) : .zone(zone)
    }
}

extension UInt32 {
    /// Whether this is the serial number of an older version (RFC 1982 §3.2); of two that are half of all numbers apart each is.
    package func isOlder(thanSerial other: UInt32) -> Bool {
        self != other && other &- self <= 1 << 31
    }
}
