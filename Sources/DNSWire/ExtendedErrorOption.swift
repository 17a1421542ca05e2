import DNSModel

/// What of an Extended DNS Error goes into an OPT record: the text only where it fits, the code where at least that does (RFC 8914 §2).
struct ExtendedErrorOption {
    /// The number of the option.
    static let number: UInt16 = 15
    /// What an option has without text: its number, its length and the code.
    static let lengthWithoutText = 6

    let code: UInt16
    let text: [UInt8]

    /// The option of an error in at most `room` octets; nil where there is no error, or no room for its code.
    init?(_ error: ExtendedDNSError?, room: Int) {
        guard let error, room >= Self.lengthWithoutText else { return nil }
        code = error.code.rawValue
        text = Self.length(of: error) <= room ? Array(error.text.utf8) : []
    }

    /// The octets of the option with its whole text.
    static func length(of error: ExtendedDNSError) -> Int {
        lengthWithoutText + error.text.utf8.count
    }

    var length: Int {
        Self.lengthWithoutText + text.count
    }
}
