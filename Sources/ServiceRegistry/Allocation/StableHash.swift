import DNSModel

/// A hash that is the same in every process and on every machine: without a state directory the first choice of an
/// address depends on it (FNV-1a over the octets, then the finalizer of MurmurHash3 to spread them).
enum StableHash {
    static func value(of key: AllocationKey) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let family: UInt8 = key.family == .ipv4 ? 4 : 6
        for octet in key.service.namespace.octets + [0] + key.service.name.octets + [0, family] {
            hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3
        }
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}
