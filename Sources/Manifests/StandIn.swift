/// A private character that stands for something of the text while Yams parses it, and is taken back out of every string.
///
/// Yams expands aliases while it composes, and compares keys by walking through all that they hold: nine lines of aliases of
/// aliases take a minute, and a chain of 100,000 aliases overflows the stack when it is freed. So neither an alias nor an
/// explicit key ever reaches Yams: their indicators stand hidden, a character for a character, which leaves every position as it
/// was, and arrive as the first character of a plain scalar, where `TreeBuilder` gives them their meaning.
enum StandIn: UInt8, CaseIterable {
    /// For `*`, which begins an alias.
    case alias = 0xBB
    /// For `?`, which begins an explicit key.
    case explicitKey = 0xBC
    /// For nothing: fills the columns that a surrogate pair leaves when it is written as one escape.
    case filler = 0xBD

    /// U+10FFFB to U+10FFFD, the last private characters of Unicode, in UTF-8.
    var octets: [UInt8] { Self.lead + [rawValue] }

    /// The octets that all stand-ins begin with.
    static let lead: [UInt8] = [0xF4, 0x8F, 0xBF]

    /// What it stands for.
    private var original: [UInt8] {
        switch self {
        case .alias: [UInt8(ascii: "*")]
        case .explicitKey: [UInt8(ascii: "?")]
        case .filler: []
        }
    }

    /// Whether a string begins with this.
    func begins(_ text: String) -> Bool {
        text.utf8.first == Self.lead[0] && text.utf8.starts(with: octets)
    }

    /// A string as it was written.
    static func restored(_ text: String) -> String {
        guard text.utf8.contains(0xF4) else { return text }
        let octets = Array(text.utf8)
        var restored: [UInt8] = []
        var index = 0
        while index < octets.count {
            if let standIn = StandIn(at: index, of: octets) {
                restored += standIn.original
                index += standIn.octets.count
            } else {
                restored.append(octets[index])
                index += 1
            }
        }
        return String(decoding: restored, as: UTF8.self)
    }

    /// The stand-in that begins at an index.
    init?(at index: Int, of octets: [UInt8]) {
        guard octets[index...].starts(with: Self.lead), index + 3 < octets.count else { return nil }
        self.init(rawValue: octets[index + 3])
    }
}
