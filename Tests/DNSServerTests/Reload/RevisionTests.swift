import DNSServer
import Dispatch
import Testing

@Suite("A mounted ConfigMap is read one revision at a time", .timeLimit(.minutes(20)))
struct RevisionTests {
    private let temporary: WatchedFolder
    private var manifests: ManifestDirectoryTests.Manifests

    init() throws {
        temporary = try WatchedFolder()
        manifests = ManifestDirectoryTests.Manifests(paths: [temporary.path])
    }

    @Test("Its files are read by their visible names, and a new revision's are read anew")
    mutating func swap() throws {
        try temporary.writeRevision(1, ["a.yaml": "a1", "b.yaml": "b1"], replacing: nil)
        #expect(manifests.look().changed.map(\.path) == [temporary("a.yaml"), temporary("b.yaml")])
        try temporary.writeRevision(2, ["a.yaml": "a2", "b.yaml": "b1"], replacing: 1)
        #expect(manifests.look().changed.map(\.path) == [temporary("a.yaml")])
        #expect(manifests.text(temporary("a.yaml")) == "a2")
    }

    @Test("What a revision lacks is gone, though its visible name is still there")
    mutating func lacking() throws {
        try temporary.writeRevision(1, ["a.yaml": "a1", "b.yaml": "b1"], replacing: nil)
        manifests.look()
        try temporary.writeRevision(2, ["a.yaml": "a1"], replacing: 1)
        #expect(manifests.look().changed.isEmpty)
        #expect(manifests.look(after: 50).removed == [temporary("b.yaml")])
    }

    @Test("Its directories are read beneath the revision, too")
    mutating func directories() throws {
        try temporary.make("..v1")
        try temporary.make("..v1/sub")
        try temporary.write("..v1/sub/a.yaml", "1")
        try temporary.link("..data", to: "..v1")
        try temporary.link("sub", to: "..data/sub")
        #expect(manifests.look().changed.map(\.path) == [temporary("sub/a.yaml")])
    }

    @Test("A link to a revision that is not there keeps the files, and is what is told of")
    mutating func dangling() throws {
        try temporary.writeRevision(1, ["a.yaml": "a1"], replacing: nil)
        manifests.look()
        temporary.remove("..v1")
        manifests.look()
        let look = manifests.look(after: 100)
        #expect(look.removed.isEmpty)
        #expect(look.problems.contains(DirectoryProblem(path: temporary("..data"), kind: .leadsNowhere)))
    }

    @Test("A revision that is replaced while it is read gives nothing: the look begins again with the next")
    func replacedWhileRead() throws {
        func write(_ number: Int) throws {
            try temporary.make("..v\(number)")
            try temporary.make("..v\(number)/sub")
            for name in ["a.yaml", "sub/b.yaml"] { try temporary.write("..v\(number)/\(name)", "\(number)") }
            try temporary.link("..data_tmp", to: "..v\(number)")
            try temporary.rename("..data_tmp", to: "..data")
        }
        try write(1)
        try temporary.link("a.yaml", to: "..data/a.yaml")
        try temporary.link("sub", to: "..data/sub")
        var directory = ManifestDirectory(paths: [temporary.path])
        var isReplaced = false
        let look = directory.look(now: .now) { [temporary] path in
            guard path == temporary("sub"), !isReplaced else { return }
            isReplaced = true
            WatchedFolder.attempt { try write(2) }
            temporary.remove("..v1")
        }
        #expect(look.changed.map(\.content) == [.octets([0x32]), .octets([0x32])] && isReplaced)
    }

    @Test("A directory whose revision is replaced at every attempt stays as it was, is looked at again soon, and holds up no other")
    func restless() throws {
        try temporary.make("..v0")
        try temporary.make("..v0/sub")
        try temporary.link("..data", to: "..v0")
        try temporary.link("sub", to: "..data/sub")
        let other = try WatchedFolder()
        try other.write("good.yaml", "good")
        var directory = ManifestDirectory(paths: [temporary.path, other.path])
        var number = 0
        let look = directory.look(now: .now) { [temporary] path in
            guard path == temporary("sub") else { return }
            number += 1
            WatchedFolder.attempt {
                try temporary.make("..v\(number)")
                try temporary.make("..v\(number)/sub")
                try temporary.link("..data_tmp", to: "..v\(number)")
                try temporary.rename("..data_tmp", to: "..data")
            }
            temporary.remove("..v\(number - 1)")
        }
        #expect(number == ReloadLimits.attempts / 2 && look.changed.map(\.path) == [other("good.yaml")] && look.removed.isEmpty)
        #expect(look.isComplete && look.lookAgainIn == ReloadLimits.retryOfMissing)
        #expect(look.problems == [DirectoryProblem(path: temporary.path, kind: .restless)])
    }

    @Test("Through swaps that never cease, no look ever gives files of two revisions")
    mutating func mixture() throws {
        let names = ["a.yaml", "b.yaml"]
        @Sendable func files(_ mark: Int) -> [String: String] { ["a.yaml": "\(mark)", "b.yaml": "\(mark)"] }
        try temporary.writeRevision(0, files(0), replacing: nil)
        let (writer, enough) = (DispatchGroup(), DispatchSemaphore(value: 0))
        DispatchQueue.global().async(group: writer) { [temporary] in
            var mark = 0
            WatchedFolder.attempt {
                repeat {
                    mark += 1
                    try temporary.writeRevision(mark, files(mark), replacing: mark - 1)
                } while enough.wait(timeout: .now()) == .timedOut
            }
        }
        var seen: Set<Int> = []
        let deadline = ContinuousClock.now + .seconds(60)
        while seen.count < 20, .now < deadline {
            manifests.look(after: 1)
            let marks = names.map { manifests.text(temporary($0)) }
            #expect(marks[0] != nil && marks[0] == marks[1])
            seen.insert(marks[0].flatMap { Int($0) } ?? -1)
        }
        enough.signal()
        writer.wait()
        #expect(seen.count == 20)
    }
}
