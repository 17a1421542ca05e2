import DNSServer
import Dispatch
import Testing

@Suite("A mounted ConfigMap is read one revision at a time")
struct RevisionTests {
    private let temporary = TemporaryDirectory()
    private var manifests: ManifestDirectoryTests.Manifests

    init() {
        manifests = ManifestDirectoryTests.Manifests(paths: [temporary.path])
    }

    @Test("Its files are read by their visible names, and a new revision's are read anew")
    mutating func swap() {
        temporary.writeRevision(1, ["a.yaml": "a1", "b.yaml": "b1"], replacing: nil)
        #expect(manifests.look().changed.map(\.path) == [temporary("a.yaml"), temporary("b.yaml")])
        temporary.writeRevision(2, ["a.yaml": "a2", "b.yaml": "b1"], replacing: 1)
        #expect(manifests.look().changed.map(\.path) == [temporary("a.yaml")])
        #expect(manifests.text(temporary("a.yaml")) == "a2")
    }

    @Test("What a revision lacks is gone, though its visible name is still there")
    mutating func lacking() {
        temporary.writeRevision(1, ["a.yaml": "a1", "b.yaml": "b1"], replacing: nil)
        manifests.look()
        temporary.writeRevision(2, ["a.yaml": "a1"], replacing: 1)
        #expect(manifests.look().changed.isEmpty)
        #expect(manifests.look(after: 50).removed == [temporary("b.yaml")])
    }

    @Test("Its directories are read beneath the revision, too")
    mutating func directories() {
        temporary.make("..v1")
        temporary.make("..v1/sub")
        temporary.write("..v1/sub/a.yaml", "1")
        temporary.link("..data", to: "..v1")
        temporary.link("sub", to: "..data/sub")
        #expect(manifests.look().changed.map(\.path) == [temporary("sub/a.yaml")])
    }

    @Test("A link to a revision that is not there keeps the files")
    mutating func dangling() {
        temporary.writeRevision(1, ["a.yaml": "a1"], replacing: nil)
        manifests.look()
        temporary.remove("..v1")
        manifests.look()
        #expect(manifests.look(after: 100).removed.isEmpty)
    }

    @Test("Through 200 swaps, no look ever gives files of two revisions")
    mutating func mixture() {
        let names = ["a.yaml", "b.yaml"]
        func files(_ mark: Int) -> [String: String] { Dictionary(uniqueKeysWithValues: names.map { ($0, "\(mark)") }) }
        temporary.writeRevision(0, files(0), replacing: nil)
        let writer = DispatchGroup()
        DispatchQueue.global().async(group: writer) { [temporary] in
            for mark in 1...200 {
                temporary.writeRevision(mark, ["a.yaml": "\(mark)", "b.yaml": "\(mark)"], replacing: mark - 1)
            }
        }
        var seen: Set<String> = []
        repeat {
            manifests.look(after: 1)
            let marks = names.map { manifests.text(temporary($0)) }
            #expect(marks[0] != nil && marks[0] == marks[1])
            seen.insert(marks[0] ?? "")
        } while writer.wait(timeout: .now()) == .timedOut
        manifests.look()
        #expect(names.map { manifests.text(temporary($0)) } == ["200", "200"])
        #expect(seen.count > 2)
    }
}
