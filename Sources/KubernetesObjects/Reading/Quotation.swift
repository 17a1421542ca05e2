/// Strings that others wrote as messages show them: on one line, and of bounded length where they stand in quotation marks.
package enum Quotation {
    /// The most characters of a string that a message shows: enough for any valid label.
    static let maximumLength = 64

    /// The string in quotation marks, cut after 64 characters.
    static func quoted(_ text: String) -> String {
        guard !isPlain(text) else { return "\"\(text)\"" }
        let shown = text.unicodeScalars.prefix(maximumLength)
        let marks = shown.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : escaped($0) }.joined()
        return "\"\(marks)\"" + (shown.endIndex < text.unicodeScalars.endIndex ? "..." : "")
    }

    /// Whether nothing of the text has to be changed, as in most: told without a look at each character's properties.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= maximumLength
            && text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }

    /// The text with what would break the line, or steer a terminal, written as escapes.
    package static func singleLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
        return text.unicodeScalars.map(escaped).joined()
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: isUnprintable(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
    }

    /// Control characters, line separators, and format characters, which turn the direction of text.
    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        guard !(0x20...0x7E).contains(scalar.value) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: return true
        default: return false
        }
    }
}
