import Foundation

/// The files of this package, as they stand in the tree.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The Swift files below a folder of the package.
    static func swiftFiles(below folder: String) throws -> [SourceFile] {
        let paths = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        let files = (paths?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        return try files.map(SourceFile.init).sorted { $0.path < $1.path }
    }
}

/// One file, line by line.
struct SourceFile {
    let path: String
    let lines: [String]

    init(_ file: URL) throws {
        path = String(file.path.dropFirst(SourceTree.root.path.count + 1))
        lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    }

    /// The target that the file belongs to.
    var target: String {
        path.components(separatedBy: "/")[1]
    }

    /// The lines that are neither comments nor blank, with their numbers.
    var code: [(number: Int, text: String)] {
        lines.enumerated().map { ($0 + 1, $1.trimmingCharacters(in: .whitespaces)) }.filter { !$1.isEmpty && !$1.hasPrefix("//") }
    }

    /// The places of the lines of code that match.
    func places(matching pattern: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        return code.filter { expression.firstMatch(in: $0.text, range: NSRange($0.text.startIndex..., in: $0.text)) != nil }
            .map { "\(path):\($0.number): \($0.text)" }
    }
}
