import Foundation

/// The files of this package, as they stand in the tree.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The sources of the server, read once.
    static let sources = Result { try swiftFiles(below: "Sources") }
    static let tests = Result { try swiftFiles(below: "Tests") }

    /// The Swift files below a folder of the package.
    private static func swiftFiles(below folder: String) throws -> [SourceFile] {
        let paths = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        let files = (paths?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        return try files.map(SourceFile.init).sorted { $0.path < $1.path }
    }
}

/// One file, line by line.
struct SourceFile {
    let path: String
    let lines: [String]
    /// The lines with anything but comments and blanks, with their numbers; the text of literals is left out.
    let code: [(number: Int, text: String)]

    init(path: String, text: String) {
        self.path = path
        lines = text.components(separatedBy: "\n")
        code = SwiftCode(text).text.components(separatedBy: "\n").enumerated()
            .map { ($0 + 1, $1.trimmingCharacters(in: .whitespaces)) }.filter { !$1.isEmpty }
    }

    init(_ file: URL) throws {
        self.init(
            path: String(file.path.dropFirst(SourceTree.root.path.count + 1)), text: try String(contentsOf: file, encoding: .utf8))
    }

    /// The target that the file belongs to.
    var target: String {
        path.components(separatedBy: "/")[1]
    }

    /// The places of the lines of code that match.
    func places(matching pattern: String) -> [String] {
        let expression = Self.expression(pattern)
        return code.filter { expression.firstMatch(in: $0.text, range: NSRange($0.text.startIndex..., in: $0.text)) != nil }
            .map { "\(path):\($0.number): \($0.text)" }
    }

    /// An expression that the tests have written.
    static func expression(_ pattern: String) -> NSRegularExpression {
        do { return try NSRegularExpression(pattern: pattern) } catch { preconditionFailure("\(pattern): \(error)") }
    }
}
