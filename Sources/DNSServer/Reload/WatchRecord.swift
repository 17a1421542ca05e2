internal import Glibc

/// One record of what `inotify` reports.
package struct WatchRecord: Hashable {
    /// The watch; -1 for what concerns all.
    let watch: Int32
    /// What happened.
    let mask: UInt32

    /// The records of what one `read` gave. The kernel never splits one; what does not tile ends the list.
    package static func records(of octets: [UInt8]) -> [WatchRecord] {
        var records: [WatchRecord] = []
        var offset = 0
        while offset + header <= octets.count {
            records.append(WatchRecord(watch: Int32(bitPattern: word(at: offset, of: octets)), mask: word(at: offset + 4, of: octets)))
            offset += header + Int(word(at: offset + 12, of: octets))
        }
        return records
    }

    /// A watch, a mask, a cookie and the length of the name that follows: four words.
    private static let header = 16

    private static func word(at offset: Int, of octets: [UInt8]) -> UInt32 {
        let bytes = octets[offset..<(offset + 4)]
        return UInt32(littleEndian: bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }

    /// A record of these parts.
    package init(watch: Int32, mask: UInt32) {
        self.watch = watch
        self.mask = mask
    }

    /// Events were lost.
    package var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }

    /// The kernel has ended the watch.
    package var isEndOfWatch: Bool { mask & UInt32(IN_IGNORED) != 0 }
}
