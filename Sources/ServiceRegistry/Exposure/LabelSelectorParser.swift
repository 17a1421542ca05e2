/// Reads the tokens of a selector from first to last, each once.
struct LabelSelectorParser {
    private typealias Token = LabelSelectorScanner.Token
    private typealias Failure = LabelSelectorError

    private let tokens: [Token]
    private var position = 0

    init(_ text: String) {
        tokens = LabelSelectorScanner.tokens(of: text)
    }

    /// The requirements between the commas; none of a text that holds nothing but spaces.
    mutating func requirements() throws(LabelSelectorError) -> [LabelSelector.Requirement] {
        var requirements: [LabelSelector.Requirement] = []
        if case .end = current.kind { return requirements }
        while true {
            requirements.append(try requirement())
            let token = take()
            switch token.kind {
            case .end: return requirements
            case .sign(.comma): continue
            case .word, .sign: throw Failure(.noComma(token.text), at: token.column)
            }
        }
    }

    private mutating func requirement() throws(LabelSelectorError) -> LabelSelector.Requirement {
        if case .sign(.not) = current.kind {
            _ = take()
            return .doesNotExist(try key())
        }
        let key = try key()
        switch current.kind {
        case .end, .sign(.comma): return .exists(key)
        case .word, .sign: return try restriction(of: key)
        }
    }

    private mutating func key() throws(LabelSelectorError) -> String {
        let token = take()
        guard case .word = token.kind else { throw Failure(.noKey(token.text), at: token.column) }
        guard LabelSelectorForms.isKey(token.text) else { throw Failure(.invalidKey(token.text), at: token.column) }
        return token.text
    }

    private mutating func restriction(of key: String) throws(LabelSelectorError) -> LabelSelector.Requirement {
        let token = take()
        switch token.kind {
        case .sign(.equal), .sign(.doubleEqual): return .isOneOf(key, [try value()])
        case .sign(.notEqual): return .isNoneOf(key, [try value()])
        case .sign(.greater): return .isGreater(key, try number())
        case .sign(.less): return .isLess(key, try number())
        case .word where token.text == "in": return .isOneOf(key, try values())
        case .word where token.text == "notin": return .isNoneOf(key, try values())
        case .word, .sign, .end: throw Failure(.noOperator(token.text), at: token.column)
        }
    }

    /// One value; an empty one where a comma or the end follows.
    private mutating func value() throws(LabelSelectorError) -> String {
        switch current.kind {
        case .end, .sign(.comma): return ""
        case .sign: throw Failure(.noValue(current.text), at: current.column)
        case .word: return try word()
        }
    }

    private mutating func number() throws(LabelSelectorError) -> Int64 {
        let token = current
        guard let number = Int64(try value()) else { throw Failure(.noNumber(token.text), at: token.column) }
        return number
    }

    /// The values between `(` and `)`; nothing between two of the signs is the empty value.
    private mutating func values() throws(LabelSelectorError) -> Set<String> {
        let open = take()
        guard case .sign(.open) = open.kind else { throw Failure(.noList(open.text), at: open.column) }
        var values: Set<String> = []
        while true {
            values.insert(try listedValue())
            let token = take()
            switch token.kind {
            case .sign(.close): return values
            case .sign(.comma): continue
            case .word, .sign, .end: throw Failure(.openList(token.text), at: token.column)
            }
        }
    }

    private mutating func listedValue() throws(LabelSelectorError) -> String {
        if case .word = current.kind { return try word() }
        return ""
    }

    private mutating func word() throws(LabelSelectorError) -> String {
        let token = take()
        guard LabelSelectorForms.isValue(token.text) else { throw Failure(.invalidValue(token.text), at: token.column) }
        return token.text
    }

    private var current: Token {
        tokens[position]
    }

    /// The token here, and goes on to the next; behind the end is the end.
    private mutating func take() -> Token {
        let token = current
        if position < tokens.count - 1 { position += 1 }
        return token
    }
}
