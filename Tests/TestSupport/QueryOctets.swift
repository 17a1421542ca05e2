package import DNSModel

/// The octets of a query, written by hand: the tests do not trust the server's own writer.
package enum QueryOctets {
    /// A query with RD; `payloadSize` nil sends no OPT record.
    package static func query(_ name: DomainName, _ type: RecordType, payloadSize: UInt16? = 1232, identifier: UInt16 = 0x1234) -> [UInt8] {
        let header = big(identifier) + [0x01, 0x00] + big(1) + big(0) + big(0) + big(payloadSize == nil ? 0 : 1)
        return header + name.octets + big(type.rawValue) + big(1) + (payloadSize.map(opt) ?? [])
    }

    private static func opt(_ payloadSize: UInt16) -> [UInt8] {
        [0] + big(RecordType.opt.rawValue) + big(payloadSize) + [0, 0, 0, 0] + big(0)
    }

    private static func big(_ value: UInt16) -> [UInt8] {
        [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
