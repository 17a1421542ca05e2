package import DNSModel

/// Makes and verifies the server's part of cookies (RFC 9018 §4). It keeps nothing of any client, and time is handed in.
package struct ServerCookies: Sendable {
    private let secrets: CookieSecrets

    /// What a cookie is worth, and what goes back.
    package struct Verdict: Hashable, Sendable {
        /// Whether the server made this cookie for this client, and not long ago: nobody but the client itself can have it.
        package let isValid: Bool
        /// The server's part for the client's next queries: the same while it is young.
        package let renewed: ClientCookie.ServerPart
    }

    /// Cookies of these secrets.
    package init(_ secrets: CookieSecrets) {
        self.secrets = secrets
    }

    /// How old a cookie may be, in seconds, and how far ahead its time: for clocks that are set back (RFC 9018 §4.3).
    static let longestLife: UInt32 = 3_600
    static let longestLead: UInt32 = 300
    /// From this age on, in seconds, the client is given a new one (RFC 9018 §4.3).
    static let renewalAge: UInt32 = 1_800

    /// What the cookie of a client with this address is worth at this time, in seconds since 1970.
    package func verdict(on cookie: ClientCookie, from address: IPAddress, at now: UInt32) -> Verdict {
        guard let part = cookie.server, part.version == 1, let age = Self.age(of: part, at: now),
            hash(cookie.client, part.head, address) == part.hash
        else { return Verdict(isValid: false, renewed: made(for: cookie.client, address, at: now)) }
        return Verdict(isValid: true, renewed: age < Self.renewalAge ? part : made(for: cookie.client, address, at: now))
    }

    /// How old a cookie is in seconds, 0 for one whose time is ahead; nil for one that is out of date. Times wrap around
    /// (RFC 1982).
    private static func age(of part: ClientCookie.ServerPart, at now: UInt32) -> UInt32? {
        let age = now &- part.time
        if age <= longestLife { return age }
        return part.time &- now <= longestLead ? 0 : nil
    }

    private func made(for client: UInt64, _ address: IPAddress, at now: UInt32) -> ClientCookie.ServerPart {
        let head = 1 << 56 | UInt64(now)
        return ClientCookie.ServerPart(head: head, hash: hash(client, head, address))
    }

    /// The hash of RFC 9018 §4.4, in the order of the wire.
    private func hash(_ client: UInt64, _ head: UInt64, _ address: IPAddress) -> UInt64 {
        var hash = SipHash(secrets.secret(at: UInt32(truncatingIfNeeded: head)))
        hash.append(client.byteSwapped)
        hash.append(head.byteSwapped)
        switch address {
        case .v4(let address): return hash.finish(UInt64(address.value.byteSwapped), octets: 4).byteSwapped
        case .v6(let address):
            hash.append(address.high.byteSwapped)
            hash.append(address.low.byteSwapped)
            return hash.finish().byteSwapped
        }
    }
}

extension ClientCookie.ServerPart {
    fileprivate var version: UInt8 {
        UInt8(truncatingIfNeeded: head >> 56)
    }

    /// Seconds since 1970.
    fileprivate var time: UInt32 {
        UInt32(truncatingIfNeeded: head)
    }
}
