import Foundation
import Testing

struct ForbiddenConstructTests {
    @Test("The sources have nothing that ends the process or goes by the compiler's checks", arguments: ForbiddenConstruct.all)
    func absence(of construct: ForbiddenConstruct) throws {
        for file in try SourceTree.sources.get() where construct.applies(to: file.path) {
            #expect(file.places(matching: construct.pattern) == [], "\(construct.name)")
        }
    }

    @Test("Each is found as it may be written, and what looks like it is not", arguments: ForbiddenConstruct.all)
    func examples(of construct: ForbiddenConstruct) {
        for line in construct.examples { #expect(Self.finds(construct, in: line), "not found: \(line)") }
        for line in construct.others { #expect(!Self.finds(construct, in: line), "found: \(line)") }
    }

    private static func finds(_ construct: ForbiddenConstruct, in line: String) -> Bool {
        SourceFile(path: "Sources/Example/Example.swift", text: line).places(matching: construct.pattern) != []
    }

    @Test("A folder where one may stand is there, and has it", arguments: ForbiddenConstruct.all)
    func permissions(of construct: ForbiddenConstruct) throws {
        for folder in construct.allowed where folder != ForbiddenConstruct.plannedFolder {
            let files = try SourceTree.sources.get().filter { $0.path.hasPrefix(folder) }
            #expect(files.contains { $0.places(matching: construct.pattern) != [] }, "\(folder) needs no \(construct.name)")
        }
        for folder in construct.searched { #expect(try SourceTree.sources.get().contains { $0.path.hasPrefix(folder) }, "\(folder)") }
    }

    @Test("The package's description leaves no check out")
    func settings() throws {
        let text = try String(contentsOf: SourceTree.root.appending(path: "Package.swift"), encoding: .utf8)
        for flag in ["Ounchecked", "unchecked", "remove-runtime-asserts", "disable-"] { #expect(!text.contains(flag)) }
    }
}
