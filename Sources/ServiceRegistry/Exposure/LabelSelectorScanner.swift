/// Takes the text of a selector apart into words and signs, as kubectl's does (k8s.io/apimachinery/pkg/labels).
struct LabelSelectorScanner {
    /// A word or a sign, and where it begins.
    struct Token {
        let text: String
        let column: Int
        let kind: Kind
    }

    /// What a token can be.
    enum Kind {
        /// A key or a value, be it `in`.
        case word
        case sign(Sign)
        case end
    }

    /// What separates words.
    enum Sign: String {
        case equal = "="
        case doubleEqual = "=="
        case notEqual = "!="
        case not = "!"
        case less = "<"
        case greater = ">"
        case comma = ","
        case open = "("
        case close = ")"
    }

    /// The tokens in their order; the last is the end.
    static func tokens(of text: String) -> [Token] {
        var scanner = LabelSelectorScanner(characters: Array(text.unicodeScalars))
        var tokens: [Token] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens + [Token(text: "", column: scanner.position + 1, kind: .end)]
    }

    private let characters: [Unicode.Scalar]
    private var position = 0

    private init(characters: [Unicode.Scalar]) {
        self.characters = characters
    }

    private mutating func next() -> Token? {
        while position < characters.count, Self.isSpace(characters[position]) { position += 1 }
        guard position < characters.count else { return nil }
        return Sign(rawValue: String(characters[position])) == nil ? word() : sign()
    }

    private mutating func word() -> Token {
        let start = position
        while position < characters.count, !Self.isSpace(characters[position]), Sign(rawValue: String(characters[position])) == nil {
            position += 1
        }
        return Token(text: text(from: start), column: start + 1, kind: .word)
    }

    /// The longest sign that begins here.
    private mutating func sign() -> Token? {
        let start = position
        for length in [2, 1] where start + length <= characters.count {
            position = start + length
            let text = text(from: start)
            if let sign = Sign(rawValue: text) { return Token(text: text, column: start + 1, kind: .sign(sign)) }
        }
        return nil
    }

    private func text(from start: Int) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: characters[start..<position])
        return text
    }

    private static func isSpace(_ character: Unicode.Scalar) -> Bool {
        character == " " || character == "\t" || character == "\r" || character == "\n"
    }
}
