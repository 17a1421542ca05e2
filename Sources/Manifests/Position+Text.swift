internal import KubernetesObjects

extension Position {
    /// The place of an octet, as libyaml counts: columns in characters, lines by every break of YAML 1.1.
    init(of offset: Int, in octets: [UInt8]) {
        var line = 1
        var column = 1
        var index = 0
        while index < min(offset, octets.count) {
            let length = Self.lengthOfBreak(at: index, in: octets)
            if length > 0 {
                (line, column) = (line + 1, 1)
            } else if octets[index] & 0xC0 != 0x80 {
                column += 1
            }
            index += max(length, 1)
        }
        self.init(line: line, column: column)
    }

    /// The octets of a line by the same count, without its break; none where the text has fewer lines.
    static func line(_ number: Int, in octets: [UInt8]) -> ArraySlice<UInt8> {
        var line = 1
        var start = 0
        var index = 0
        while index < octets.count {
            let length = lengthOfBreak(at: index, in: octets)
            if length > 0, line == number { break }
            index += max(length, 1)
            if length > 0 { (line, start) = (line + 1, index) }
        }
        return line == number ? octets[start..<index] : []
    }

    /// How many octets of a line break begin here: CR LF, LF, CR, NEL, LS or PS.
    private static func lengthOfBreak(at index: Int, in octets: [UInt8]) -> Int {
        let ahead = octets[index...].prefix(3)
        let breaks: [[UInt8]] = [[0x0D, 0x0A], [0x0A], [0x0D], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]]
        switch ahead.first {
        case 0x0A, 0x0D, 0xC2, 0xE2: return breaks.first { ahead.starts(with: $0) }?.count ?? 0
        default: return 0
        }
    }
}
