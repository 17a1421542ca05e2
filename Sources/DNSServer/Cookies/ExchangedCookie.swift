import DNSModel
import DNSWire

/// The cookie of one query, and of its answer.
struct ExchangedCookie {
    private let client: UInt64
    private let verdict: ServerCookies.Verdict

    init(_ cookie: ClientCookie, _ verdict: ServerCookies.Verdict) {
        client = cookie.client
        self.verdict = verdict
    }

    /// Whether the client has shown that its address is its own.
    var isValid: Bool {
        verdict.isValid
    }

    /// Writes the cookie into an answer that left room for it.
    func write(into answer: inout [UInt8]) {
        CookieOption.write(client: client, verdict.renewed, into: &answer)
    }
}
