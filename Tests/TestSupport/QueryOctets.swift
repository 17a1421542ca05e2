package import DNSModel

/// The octets of a query, written by hand: the tests do not trust the server's own writer.
package enum QueryOctets {
    /// What a client says about DNSSEC.
    package enum Flag: Sendable {
        /// DO, in the OPT record.
        case dnssecOK
        case checkingDisabled
        case authenticData
    }

    /// A query with RD; `payloadSize` nil sends no OPT record.
    package static func query(
        _ name: DomainName, _ type: RecordType, payloadSize: UInt16? = 1232, identifier: UInt16 = 0x1234, flags: Set<Flag> = []
    ) -> [UInt8] {
        let lower: UInt8 = (flags.contains(.authenticData) ? 0x20 : 0) | (flags.contains(.checkingDisabled) ? 0x10 : 0)
        let header = big(identifier) + [0x01, lower] + big(1) + big(0) + big(0) + big(payloadSize == nil ? 0 : 1)
        let extensions = payloadSize.map { opt($0, isDNSSECOK: flags.contains(.dnssecOK)) } ?? []
        return header + name.octets + big(type.rawValue) + big(1) + extensions
    }

    private static func opt(_ payloadSize: UInt16, isDNSSECOK: Bool) -> [UInt8] {
        [0] + big(RecordType.opt.rawValue) + big(payloadSize) + [0, 0, isDNSSECOK ? 0x80 : 0, 0] + big(0)
    }

    private static func big(_ value: UInt16) -> [UInt8] {
        [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
