/// Four octets of a message as a number.
enum BigEndian {
    static func uint32(in octets: [UInt8], at offset: Int) -> UInt32 {
        octets[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func set(_ number: UInt32, in octets: inout [UInt8], at offset: Int) {
        for index in 0..<4 { octets[offset + index] = UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * index)) }
    }
}
