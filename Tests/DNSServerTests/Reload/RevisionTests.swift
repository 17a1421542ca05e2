import DNSServer
import Dispatch
import Testing

@Suite("A mounted ConfigMap is read one revision at a time")
struct RevisionTests {
    private let temporary = WatchedFolder()
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

    @Test("A link to a revision that is not there keeps the files, and is what is told of")
    mutating func dangling() {
        temporary.writeRevision(1, ["a.yaml": "a1"], replacing: nil)
        manifests.look()
        temporary.remove("..v1")
        manifests.look()
        let look = manifests.look(after: 100)
        #expect(look.removed.isEmpty)
        #expect(look.problems.contains(DirectoryProblem(path: temporary("..data"), kind: .leadsNowhere)))
    }

    @Test("A revision that is replaced while it is read gives nothing: the look begins again with the next")
    func replacedWhileRead() {
        func write(_ number: Int) {
            temporary.make("..v\(number)")
            temporary.make("..v\(number)/sub")
            for name in ["a.yaml", "sub/b.yaml"] { temporary.write("..v\(number)/\(name)", "\(number)") }
            temporary.link("..data_tmp", to: "..v\(number)")
            temporary.rename("..data_tmp", to: "..data")
        }
        write(1)
        temporary.link("a.yaml", to: "..data/a.yaml")
        temporary.link("sub", to: "..data/sub")
        var directory = ManifestDirectory(paths: [temporary.path])
        var isReplaced = false
        let look = directory.look(now: .now) { [temporary] path in
            guard path == temporary("sub"), !isReplaced else { return }
            isReplaced = true
            write(2)
            temporary.remove("..v1")
        }
        #expect(look.changed.map(\.content) == [.octets([0x32]), .octets([0x32])] && isReplaced)
    }

    @Test("A revision that is replaced at every attempt changes nothing, and is looked at again soon")
    func restless() {
        temporary.make("..v0")
        temporary.make("..v0/sub")
        temporary.link("..data", to: "..v0")
        temporary.link("sub", to: "..data/sub")
        var directory = ManifestDirectory(paths: [temporary.path])
        var number = 0
        let look = directory.look(now: .now) { [temporary] path in
            guard path == temporary("sub") else { return }
            number += 1
            temporary.make("..v\(number)")
            temporary.make("..v\(number)/sub")
            temporary.link("..data_tmp", to: "..v\(number)")
            temporary.rename("..data_tmp", to: "..data")
            temporary.remove("..v\(number - 1)")
        }
        #expect(number == ReloadLimits.attempts && look.changed.isEmpty && look.removed.isEmpty && !look.isComplete)
        #expect(look.problems.map(\.kind) == [.restless] && look.lookAgainIn == ReloadLimits.graceForRenames)
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
