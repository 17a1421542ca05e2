/// The secrets that cookies are made with: a new one each day, all from one that nobody is told (RFC 9018 §5).
///
/// The day is that of a cookie's own time. So the secret of yesterday is known as long as a cookie that was made with it is good,
/// and the workers, which all begin with the same value, change theirs at the same time without a word.
package struct CookieSecrets: Sendable {
    private let source: Source

    private enum Source {
        case origin(SipHash.Key)
        /// For all days: the vectors of RFC 9018 are made with a given secret.
        case fixed(SipHash.Key)
    }

    /// How long one secret is used, in seconds.
    private static let period: UInt32 = 86_400

    /// Secrets from random numbers.
    package init(using generator: inout some RandomNumberGenerator) {
        source = .origin(SipHash.Key(low: generator.next(), high: generator.next()))
    }

    /// One secret of sixteen octets for all days, as two numbers: the first octet in the highest bits.
    package init(fixed high: UInt64, _ low: UInt64) {
        source = .fixed(SipHash.Key(low: high.byteSwapped, high: low.byteSwapped))
    }

    /// The secrets that a text tells, which `text` has made.
    init?(text: String) {
        let numbers = text.split(separator: " ").compactMap { UInt64($0) }
        guard numbers.count == 2 else { return nil }
        source = .origin(SipHash.Key(low: numbers[0], high: numbers[1]))
    }

    /// The secrets as text, for the server that follows this one: cookies stay good.
    var text: String {
        switch source {
        case .origin(let key), .fixed(let key): "\(key.low) \(key.high)"
        }
    }

    /// The secret of cookies that are made at this time.
    func secret(at time: UInt32) -> SipHash.Key {
        switch source {
        case .fixed(let secret): return secret
        case .origin(let origin):
            let day = UInt64(time / Self.period)
            return SipHash.Key(low: Self.derived(from: origin, day, part: 0), high: Self.derived(from: origin, day, part: 1))
        }
    }

    private static func derived(from origin: SipHash.Key, _ day: UInt64, part: UInt64) -> UInt64 {
        var hash = SipHash(origin)
        hash.append(day)
        return hash.finish(part, octets: 1)
    }
}
