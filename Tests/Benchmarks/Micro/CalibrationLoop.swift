/// Work that is the same on every machine and in every version: what a step costs is told as a multiple of it.
///
/// FNV-1a: each octet waits for the multiplication before it, so the loop goes at the pace of the processor alone; it touches one
/// kilobyte, allocates nothing, and no compiler can do without a step of it.
struct CalibrationLoop {
    static let octets = 1_024
    private let buffer = (0..<octets).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    private var sum: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Goes over the buffer so many times.
    mutating func run(_ times: Int) {
        for _ in 0..<times {
            for octet in buffer { sum = (sum ^ UInt64(octet)) &* 0x100_0000_01B3 }
        }
    }

    /// What came of it: somebody has to ask.
    var result: UInt64 { sum }
}
