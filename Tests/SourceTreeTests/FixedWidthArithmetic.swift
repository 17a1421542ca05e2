import Foundation

/// Finds arithmetic that ends the process on overflow, with numbers of at most 32 bits: those are what a message says of itself.
/// A number that was widened (`Int(length) + 2`) cannot overflow, and `&+` does not end anything.
struct FixedWidthArithmetic {
    /// Numbers of the protocol that every file knows.
    private let shared: Set<String>

    /// A value, a parameter or a property, and what a reader of packets gives.
    private static let declaration = #"\b(\w+): U?Int(?:8|16|32)\b(?!\])|\blet (\w+) = \w+\.(?:octet|uint16|uint32)\("#
    private static let property = #"^\s*(?:(?:package|private|fileprivate|static|private\(set\)) )*(?:let|var) (\w+): U?Int(?:8|16|32)\b"#

    /// A name that the same file also gives to something else: which of them is meant is for the compiler to know.
    private static let other =
        #"\b(\w+): Int\b|\blet \((\w+), (\w+)\) = |\b(?:let|var) (\w+) = (?!\w+\.(?:octet|uint16|uint32)\()"#

    /// - Parameter models: the files that declare the values of the protocol.
    init(models: [SourceFile]) {
        let names = models.reduce(into: Set()) { $0.formUnion(Self.names(Self.property, in: $1.code.map(\.text))) }
        // Everywhere else that is how many elements something has.
        shared = names.subtracting(["count"])
    }

    /// The lines of code with such arithmetic.
    func places(in file: SourceFile) -> [String] {
        let lines = file.code.map(\.text)
        let fixed = shared.union(Self.names(Self.declaration, in: lines)).subtracting(Self.names(Self.other, in: lines))
        let names = fixed.sorted().joined(separator: "|")
        guard !names.isEmpty else { return [] }
        // The `count` of a collection is no such number.
        let number = #"(?:[\w$]+\??\.)*(?<!(?<!self)\.(?=count))(?:\#(names))\b"#
        let pattern = #"(?<![\w.])\#(number) [+\-*]=? | [+\-*/%]=? \#(number)(?![\w.(])"#
        return file.places(matching: pattern)
    }

    private static func names(_ pattern: String, in lines: [String]) -> Set<String> {
        let expression = SourceFile.expression(pattern)
        return lines.reduce(into: []) { names, line in
            for match in expression.matches(in: line, range: NSRange(line.startIndex..., in: line)) {
                for group in 1..<match.numberOfRanges {
                    if let range = Range(match.range(at: group), in: line) { names.insert(String(line[range])) }
                }
            }
        }
    }
}
