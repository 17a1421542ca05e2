internal import DNSModel
internal import KubernetesObjects

/// What plain text means to the API server, whose YAML is 1.1 as `sigs.k8s.io/yaml` reads it: `yes`, `on` and `y` are booleans,
/// `010` is eight, `1:30` and dates are text.
enum PlainScalar {
    static func value(of text: String) -> ObjectNode.Value {
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(text) ?? word(text) ?? .string(text)
        default: return word(text) ?? .string(text)
        }
    }

    /// No other spelling of case is a word: `yEs` is text. None is longer than `false`.
    private static func word(_ text: String) -> ObjectNode.Value? {
        guard text.utf8.count <= 5 else { return nil }
        return switch text {
        case "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": .boolean(true)
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N": .boolean(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": .number(-.infinity)
        case ".nan", ".NaN", ".NAN": .number(.nan)
        default: nil
        }
    }

    private static func number(_ text: String) -> ObjectNode.Value? {
        let plain = text.utf8.first == UInt8(ascii: ".") ? text : text.filter { $0 != "_" }
        return integer(plain) ?? float(plain)
    }

    /// Decimal, `0x`, `0o`, `0b`, and octal by a leading zero. What an `Int64` cannot hold is a number.
    private static func integer(_ text: String) -> ObjectNode.Value? {
        let isNegative = text.hasPrefix("-")
        let (digits, radix) = radix(of: isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...])
        guard let first = digits.utf8.first, ASCII.hexadecimalDigit(first) != nil else { return nil }
        if let integer = Int64(isNegative ? "-" + digits : String(digits), radix: radix) { return .integer(integer) }
        guard let magnitude = UInt64(digits, radix: radix) else { return nil }
        return .number(isNegative ? -Double(magnitude) : Double(magnitude))
    }

    private static func radix(of digits: Substring) -> (Substring, Int) {
        switch digits.prefix(2) {
        case "0x", "0X": (digits.dropFirst(2), 16)
        case "0o", "0O": (digits.dropFirst(2), 8)
        case "0b", "0B": (digits.dropFirst(2), 2)
        default: digits.hasPrefix("0") && digits.utf8.count > 1 ? (digits.dropFirst(), 8) : (digits, 10)
        }
    }

    /// A sign, digits with a point among, before or behind them, an exponent.
    private static func float(_ text: String) -> ObjectNode.Value? {
        var rest = Substring(text)
        if let sign = rest.first, "+-".contains(sign) { rest.removeFirst() }
        let whole = takeDigits(&rest)
        if rest.first == "." {
            rest.removeFirst()
            guard takeDigits(&rest) + whole > 0 else { return nil }
        }
        guard whole > 0 || text.contains("."), isExponent(rest) else { return nil }
        guard let number = Double(text), number.isFinite else { return nil }
        return .number(number)
    }

    /// Nothing, or `e`, perhaps a sign, and digits.
    private static func isExponent(_ text: Substring) -> Bool {
        guard let first = text.first else { return true }
        var rest = text.dropFirst()
        if let sign = rest.first, "+-".contains(sign) { rest.removeFirst() }
        return "eE".contains(first) && takeDigits(&rest) > 0 && rest.isEmpty
    }

    private static func takeDigits(_ text: inout Substring) -> Int {
        let digits = text.utf8.prefix { ASCII.decimalDigit($0) != nil }.count
        text.removeFirst(digits)
        return digits
    }
}
