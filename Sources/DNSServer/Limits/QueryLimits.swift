import DNSModel

/// The limits that all workers of a server keep to: first the client's share, then what goes to its network.
package final class QueryLimits: Sendable {
    private let clientLimit: SharedLimit?
    private let rateLimit: SharedLimit?
    private let slip: UInt32

    /// The limits that are configured; nil where none is.
    package init?(_ configuration: LimitConfiguration) {
        guard configuration != LimitConfiguration() else { return nil }
        clientLimit = configuration.clientLimit.map { limit in
            SharedLimit(SteadyRate(perSecond: limit.queriesPerSecond, burst: limit.burst), each: .client)
        }
        rateLimit = configuration.rateLimit.map { limit in
            SharedLimit(
                SteadyRate(perSecond: limit.responsesPerSecond, burst: limit.responsesPerSecond),
                each: PrefixLengths(ipv4: limit.ipv4PrefixLength, ipv6: limit.ipv6PrefixLength))
        }
        slip = UInt32(clamping: configuration.rateLimit?.slip ?? 0)
    }

    /// Counts a query and says what becomes of it. A cookie of ours proves the address (RFC 7873 §5.2.3), as a connection does.
    package func verdict(for client: Client, hasValidCookie: Bool, at now: Int64) -> LimitVerdict {
        let isProven = hasValidCookie || client.transport == .stream
        if clientLimit?.heldBack(client.address, isProven: isProven, at: now) != nil {
            return client.transport == .stream ? .refusal : .silence
        }
        guard !isProven, let times = rateLimit?.heldBack(client.address, isProven: false, at: now) else { return .answer }
        return slip > 0 && times % slip == 0 ? .truncation : .silence
    }

    /// The limits with their names, for the log.
    package var named: [(name: String, limit: SharedLimit)] {
        [("rateLimit", rateLimit), ("clientLimit", clientLimit)].compactMap { name, limit in limit.map { (name, $0) } }
    }
}
