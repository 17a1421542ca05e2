import DNSServer
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20)))
struct NamesTests {
    @Test("Two names that differ only in how Unicode spells a character are one path: the first is read, the other is told")
    func spellings() throws {
        let folder = try WatchedFolder()
        for name in ["caf\u{E9}", "cafe\u{301}"] {
            try folder.make(name)
            try folder.write("\(name)/service.yaml", name)
        }
        var directory = ManifestDirectory(paths: [folder.path])
        let look = directory.look(now: .now)
        #expect(look.changed.count == 1)
        #expect(look.problems.map(\.kind) == [.nameIsTaken])
        #expect(directory.look(now: .now).changed.isEmpty)
    }

    @Test("A path too long to be opened from the top holds up no look")
    func longPath() throws {
        let folder = try WatchedFolder()
        try folder.write("good.yaml", "good")
        let name = String(repeating: "d", count: 250)
        let script = "for n in $(seq 17); do mkdir \(name); cd \(name); done; mkdir rev; ln -s rev ..data; ln -s ..data/gone.yaml x.yaml"
        let place = URL(filePath: folder.path)
        #expect(try Tool.run("bash", ["-c", script], in: place).status == 0)
        defer { #expect((try? Tool.run("rm", ["-rf", name], in: place))?.status == 0) }
        var directory = ManifestDirectory(paths: [folder.path])
        let look = directory.look(now: .now)
        #expect(look.isComplete && look.changed.map(\.path) == [folder("good.yaml")])
    }
}
