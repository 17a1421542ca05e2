import Foundation
import Testing

struct SourceTreeTests {
    /// What each target may import of this package and of others: the table of Docs/Decisions/0001-layout.md.
    private static let mayImport: [String: Set<String>] = {
        let registry: Set<String> = ["DNSModel", "ServiceRegistry"]
        let objects = registry.union(["KubernetesObjects"])
        let server = objects.union([
            "CLinux", "DNSWire", "Dispatch", "Glibc", "Logging", "Manifests", "Resolution", "Synchronization", "Upstream",
        ])
        return [
            "DNSModel": [], "DNSWire": ["CLdns", "DNSModel", "Glibc"], "ServiceRegistry": ["DNSModel", "Synchronization"],
            "KubernetesObjects": registry, "Resolution": registry,
            "Upstream": ["CLinux", "CUnbound", "DNSModel", "Glibc", "Synchronization"],
            "Manifests": objects.union(["CYaml", "Yams"]), "DNSServer": server,
            "svcdns": server.union(["ArgumentParser", "DNSServer"]).subtracting(["CLinux", "DNSWire"]),
        ]
    }()

    @Test("Imports go down the table of modules only")
    func imports() throws {
        for file in try SourceTree.sources.get() {
            let allowed = try #require(Self.mayImport[file.target], "\(file.target) is not in the table")
            for (number, line) in file.code {
                guard let module = Self.importedModule(line) else { continue }
                #expect(allowed.contains(module), "\(file.path):\(number): \(module)")
            }
        }
    }

    private static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { return nil }
        return words[index + 1]
    }

    @Test("Every package declaration has a doc comment")
    func docComments() throws {
        for file in try SourceTree.sources.get() {
            for (index, line) in file.lines.enumerated() {
                let text = line.trimmingCharacters(in: .whitespaces)
                guard text.hasPrefix("package "), !text.hasPrefix("package import ") else { continue }
                #expect(Self.hasDocComment(file.lines[..<index]), "\(file.path):\(index + 1): \(text)")
            }
        }
    }

    private static func hasDocComment(_ above: ArraySlice<String>) -> Bool {
        let nearest = above.reversed().lazy.map { $0.trimmingCharacters(in: .whitespaces) }.first { !$0.hasPrefix("@") }
        return nearest?.hasPrefix("///") == true
    }

    @Test("No file is over 400 lines")
    func fileLengths() throws {
        for file in try SourceTree.sources.get() {
            #expect(file.lines.count <= 400, "\(file.path)")
        }
    }

    /// All tests begin at once and wait in turn for a thread, which the limit of each counts too.
    @Test("The time limit of a test is long enough for a whole run")
    func timeLimits() throws {
        let tests = try SourceTree.tests.get()
        #expect(tests.contains { !$0.places(matching: #"\btimeLimit\("#).isEmpty })
        #expect(tests.flatMap { $0.places(matching: #"\btimeLimit\((?!\.minutes\(20\))"#) } == [])
    }

    @Test("The top level holds what the layout names and nothing else")
    func topLevel() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path).filter { !$0.hasPrefix(".") }
        #expect(Set(names).subtracting(["Package.resolved"]) == ["Package.swift", "Sources", "Tests", "Zones", "Docs", "README.md"])
    }
}
