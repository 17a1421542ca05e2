internal import DNSModel
internal import KubernetesObjects

/// The text of a file made fit for Yams in one pass: UTF-8, without a byte order mark, with stand-ins, and within bounds that hold
/// before a single node is made.
struct ManifestText {
    /// What Yams reads.
    let prepared: String
    /// Where the first line begins with `? `, counted in octets: Yams finds something wrong behind it.
    private let explicitKey: Int?
    private let octets: [UInt8]

    init(_ file: [UInt8], isJSON: Bool) throws(ManifestError) {
        guard file.count <= ManifestLimits.octets else { throw .tooLarge }
        let octets = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file[3...]) : file
        var preparation = Preparation(octets, isJSON: isJSON)
        try preparation.run()
        guard let prepared = String(validating: preparation.prepared, as: UTF8.self) else {
            throw .notUTF8(Position(of: Self.endOfValidUTF8(octets), in: octets))
        }
        self.octets = octets
        self.prepared = prepared
        explicitKey = preparation.explicitKey
    }

    /// Whether an explicit key is what the parser met at this line: it stands there or on the line before.
    func explicitKey(near line: Int) -> Position? {
        guard let explicitKey else { return nil }
        let position = Position(of: explicitKey, in: octets)
        return (position.line...position.line + 1).contains(line) ? position : nil
    }

    /// The octets of a line, without its break; none where there is no such line.
    func line(_ number: Int) -> ArraySlice<UInt8> {
        Position.line(number, in: octets)
    }

    /// Where the first character stands that no YAML may have.
    var unprintable: Position? {
        var offset = 0
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            guard Self.isPrintable(scalar.value) else { return Position(of: offset, in: octets) }
            offset += UTF8.width(scalar)
        }
        return nil
    }

    /// YAML 1.1, section 5.1.
    private static func isPrintable(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    /// The offset of the first octet that is not UTF-8: the length of the longest run of whole characters.
    private static func endOfValidUTF8(_ octets: [UInt8]) -> Int {
        var iterator = octets.makeIterator()
        var decoder = UTF8()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return offset
    }
}
