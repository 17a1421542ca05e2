/// Why a text is no label selector: what stands where, and how to write it.
package struct LabelSelectorError: Error, Hashable, Sendable {
    /// Where it stands in the text; the first character is 1.
    package let column: Int
    /// What is wrong there.
    package let mistake: Mistake

    /// An error of these parts.
    init(_ mistake: Mistake, at column: Int) {
        self.column = column
        self.mistake = mistake
    }

    /// What can be wrong with a selector. Each word is as it stands there; an empty one is the end of the text.
    package enum Mistake: Hashable, Sendable {
        /// The text has more octets than any selector needs.
        case tooLong
        /// Something other than a key where a requirement begins.
        case noKey(String)
        /// A key that no label can have.
        case invalidKey(String)
        /// Something other than an operator, a comma or the end behind a key.
        case noOperator(String)
        /// Something other than a comma or the end behind a requirement.
        case noComma(String)
        /// Something other than a value behind `=`, `==`, `!=`, `<` or `>`.
        case noValue(String)
        /// A value that no label can have.
        case invalidValue(String)
        /// Something other than a whole number behind `<` or `>`.
        case noNumber(String)
        /// No `(` behind `in` or `notin`.
        case noList(String)
        /// Something other than a comma or `)` behind a value of a list.
        case openList(String)
    }
}

extension LabelSelectorError: CustomStringConvertible {
    /// One line, whatever the text holds.
    package var description: String {
        "column \(column): " + mistake.inWords
    }
}

extension LabelSelectorError.Mistake {
    fileprivate var inWords: String {
        switch self {
        case .tooLong: "a selector has at most \(LabelSelector.maximumLength) octets"
        case .noKey(let word): "found \(Self.shown(word)) instead of a label's key: write \"key\", \"!key\" or \"key=value\""
        case .invalidKey(let word):
            "\(Self.shown(word)) is no key of a label: use at most 63 letters, digits, \"-\", \"_\" and \".\", "
                + "a letter or digit first and last; a DNS name in lower case and \"/\" may stand in front"
        case .noOperator(let word):
            "found \(Self.shown(word)) behind the key: "
                + "write =, ==, !=, <, >, \"in (a, b)\" or \"notin (a, b)\" there, or a comma before the next requirement"
        case .noComma(let word): "found \(Self.shown(word)) behind a requirement: separate requirements with commas"
        case .noValue(let word): "found \(Self.shown(word)) instead of a value: write one value there, or none"
        case .invalidValue(let word):
            "\(Self.shown(word)) is no value of a label: use at most 63 letters, digits, \"-\", \"_\" and \".\", "
                + "a letter or digit first and last"
        case .noNumber(let word): "found \(Self.shown(word)) instead of a whole number: write one behind < and >, as in \"key>5\""
        case .noList(let word): "found \(Self.shown(word)) instead of a list: write \"(a, b)\" behind \"in\" and \"notin\""
        case .openList(let word): "found \(Self.shown(word)) in a list: separate its values with commas, and end it with \")\""
        }
    }

    /// The most characters of a word that are shown: enough for any name of a label.
    private static let maximumShown = 64

    private static func shown(_ word: String) -> String {
        guard !word.isEmpty else { return "the end" }
        let scalars = word.unicodeScalars
        return "\"" + scalars.prefix(maximumShown).map { $0.escaped(asASCII: true) }.joined() + "\""
            + (scalars.count > maximumShown ? "..." : "")
    }
}
