internal import DNSModel
internal import KubernetesObjects

/// The pass over a file's octets that puts stand-ins in, and counts what Yams would make nodes of.
struct Preparation {
    /// The octets for Yams.
    private(set) var prepared: [UInt8] = []
    /// Where the first line begins with `? `.
    private(set) var explicitKey: Int?

    private let octets: [UInt8]
    private let isJSON: Bool
    private var index = 0
    /// What begins a value: an upper bound, as strings hold some too.
    private var indicators = 0
    private var collectionKeys = 0
    private var isAfterCollection = false
    private var isLineBlank = true

    init(_ octets: [UInt8], isJSON: Bool) {
        self.octets = octets
        self.isJSON = isJSON
        prepared.reserveCapacity(octets.count)
    }

    mutating func run() throws(ManifestError) {
        while index < octets.count {
            let octet = octets[index]
            try count(octet)
            switch octet {
            case UInt8(ascii: "*"): prepared += StandIn.alias.octets
            case UInt8(ascii: "?"): questionMark()
            case UInt8(ascii: "\\") where isJSON: escape()
            case StandIn.lead[0]: try refuseStandIn()
            default: prepared.append(octet)
            }
            isLineBlank = octet == 0x0A || octet == 0x0D || isLineBlank && (octet == 0x20 || octet == UInt8(ascii: "-"))
            index += 1
        }
    }

    private mutating func count(_ octet: UInt8) throws(ManifestError) {
        switch octet {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): indicators += 1
        case UInt8(ascii: "-"): indicators += isBlank(index + 1) ? 1 : 0
        case UInt8(ascii: ":"):
            indicators += isBlank(index + 1) ? 1 : 0
            collectionKeys += isAfterCollection ? 1 : 0
        default: break
        }
        isAfterCollection = octet == UInt8(ascii: "]") || octet == UInt8(ascii: "}") || isAfterCollection && octet == 0x20
        guard indicators <= ManifestLimits.nodes else { throw .tooManyNodes(Position(of: index, in: octets)) }
        guard collectionKeys <= ManifestLimits.collectionKeys else { throw .keyIsNotAScalar(Position(of: index, in: octets)) }
    }

    private mutating func questionMark() {
        if isLineBlank, isBlank(index + 1), explicitKey == nil { explicitKey = index }
        prepared += StandIn.explicitKey.octets
    }

    private mutating func refuseStandIn() throws(ManifestError) {
        guard StandIn(at: index, of: octets) == nil else {
            throw .syntax("U+10FFFB to U+10FFFD cannot be read", Position(of: index, in: octets))
        }
        prepared.append(octets[index])
    }

    /// JSON writes a character beyond U+FFFF as two escapes (RFC 8259, section 7); YAML has one escape for it.
    private mutating func escape() {
        if let high = surrogate(at: index, in: 0xD800...0xDBFF), let low = surrogate(at: index + 6, in: 0xDC00...0xDFFF) {
            let scalar = 0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00)
            let digits = String(scalar, radix: 16)
            prepared += "\\U\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)".utf8
            prepared += StandIn.filler.octets + StandIn.filler.octets
            index += 11
        } else {
            prepared.append(octets[index])
            skipEscapedBackslash()
        }
    }

    /// The second of two backslashes begins no escape.
    private mutating func skipEscapedBackslash() {
        guard index + 1 < octets.count, octets[index + 1] == UInt8(ascii: "\\") else { return }
        prepared.append(octets[index + 1])
        index += 1
    }

    /// The value of `\uXXXX` at an offset, where it lies in a range.
    private func surrogate(at offset: Int, in range: ClosedRange<Int>) -> Int? {
        guard offset + 6 <= octets.count, octets[offset] == UInt8(ascii: "\\"), octets[offset + 1] == UInt8(ascii: "u") else { return nil }
        var value = 0
        for octet in octets[(offset + 2)..<(offset + 6)] {
            guard let digit = ASCII.hexadecimalDigit(octet) else { return nil }
            value = value << 4 + Int(digit)
        }
        return range.contains(value) ? value : nil
    }

    /// Whether no character of a word stands at an offset. A break outside ASCII begins with an octet that counts as one.
    private func isBlank(_ offset: Int) -> Bool {
        guard offset < octets.count else { return true }
        switch octets[offset] {
        case 0x20, 0x09, 0x0A, 0x0D, 0xC2, 0xE2: return true
        default: return false
        }
    }
}
