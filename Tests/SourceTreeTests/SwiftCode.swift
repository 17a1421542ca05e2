/// Swift source without its comments and without what its string literals say; each line stays where it is.
///
/// What a literal interpolates is code, and stays.
struct SwiftCode {
    private let source: [Character]
    private var position = 0
    private(set) var text = ""

    init(_ source: String) {
        self.source = Array(source)
        while position < self.source.count { copyCode() }
    }

    /// Copies up to the end, or up to and with the parenthesis that closes an interpolation.
    private mutating func copyCode() {
        var depth = 0
        while position < source.count, depth >= 0 {
            if skipComment() || skipLiteral() { continue }
            if source[position] == "(" { depth += 1 }
            if source[position] == ")" { depth -= 1 }
            text.append(source[position])
            position += 1
        }
    }

    private func isNext(_ word: String) -> Bool {
        source[position...].starts(with: word)
    }

    private mutating func skipComment() -> Bool {
        guard source[position] == "/" else { return false }
        if isNext("//") {
            while position < source.count, source[position] != "\n" { position += 1 }
            return true
        }
        guard isNext("/*") else { return false }
        skipNestedComment()
        return true
    }

    private mutating func skipNestedComment() {
        var depth = 0
        while position < source.count {
            if isNext("/*") {
                depth += 1
                position += 2
            } else if isNext("*/") {
                depth -= 1
                position += 2
            } else {
                skipOne()
            }
            if depth == 0 { return }
        }
    }

    /// Whatever is left out, its lines are counted.
    private mutating func skipOne() {
        if source[position] == "\n" { text.append("\n") }
        position += 1
    }

    private mutating func skipLiteral() -> Bool {
        guard source[position] == "\"" || source[position] == "#" else { return false }
        let hashes = String(source[position...].prefix { $0 == "#" })
        guard source[(position + hashes.count)...].first == "\"" else { return false }
        position += hashes.count
        let quotes = isNext("\"\"\"") ? "\"\"\"" : "\""
        position += quotes.count
        text.append("\"")
        skipInside(endingWith: quotes + hashes, escapedBy: "\\" + hashes)
        text.append("\"")
        return true
    }

    private mutating func skipInside(endingWith end: String, escapedBy escape: String) {
        while position < source.count, !isNext(end) {
            if isNext(escape + "(") {
                position += escape.count + 1
                text.append("(")
                copyCode()
            } else if isNext(escape) {
                position += escape.count
                if position < source.count { skipOne() }
            } else {
                skipOne()
            }
        }
        position += min(end.count, source.count - position)
    }
}
