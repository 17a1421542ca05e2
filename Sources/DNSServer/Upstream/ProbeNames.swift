package import DNSModel

/// The names that probes for forwarding loops ask for: `TOKEN.SECRET.ZONE`, which nobody else can know.
package struct ProbeNames: Sendable {
    /// What tells one probe from another: 128 bits, in hexadecimal digits.
    package typealias Token = [UInt8]

    /// What all probes of this process have in common: 64 bits, in hexadecimal digits.
    private let secret: [UInt8]

    private static let tokenLength = 32
    private static let secretLength = 16

    /// Names with a new secret.
    package init(using generator: inout some RandomNumberGenerator) {
        secret = Self.digits(generator.next())
    }

    /// A new token.
    package func token(using generator: inout some RandomNumberGenerator) -> Token {
        Self.digits(generator.next()) + Self.digits(generator.next())
    }

    /// The name of the probe with this token, for a server that is asked for the zone; nil for a zone whose own name leaves no room.
    package func name(_ token: Token, in zone: DomainName) -> DomainName? {
        DomainName(wire: [UInt8(Self.tokenLength)] + token + [UInt8(Self.secretLength)] + secret + zone.octets)
    }

    /// The token of a probe of this process that has come back; nil for every other name, mostly after one comparison.
    package func token(in name: DomainName) -> Token? {
        let octets = name.octets
        let secretStart = Self.tokenLength + 1
        guard octets[0] == Self.tokenLength, octets.count > secretStart + Self.secretLength, octets[secretStart] == Self.secretLength
        else { return nil }
        // Servers on the way may have changed the case, as a defence against forged answers.
        let found = octets[(secretStart + 1)...].prefix(Self.secretLength)
        guard found.lazy.map(ASCII.lowercased).elementsEqual(secret) else { return nil }
        return octets[1..<secretStart].map(ASCII.lowercased)
    }

    /// The question of a probe: HINFO, which no client asks for, so that what others remember of it serves nobody.
    package static func question(_ name: DomainName) -> Question {
        Question(name: name, type: .hinfo)
    }

    private static func digits(_ number: UInt64) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return stride(from: 60, through: 0, by: -4).map { digits[Int(number >> UInt64($0) & 0xF)] }
    }
}
