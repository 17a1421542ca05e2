import DNSServer
import Glibc
import KubernetesObjects
import Testing

@Suite("A look finds what has changed in the directories", .timeLimit(.minutes(20)))
struct ManifestDirectoryTests {
    private let temporary: WatchedFolder
    private var manifests: Manifests

    init() throws {
        temporary = try WatchedFolder()
        manifests = Manifests(paths: [temporary.path])
    }

    /// The directories, with a clock of its own, and what they are known to hold.
    struct Manifests {
        private var directory: ManifestDirectory
        private var now = ContinuousClock.now
        private(set) var content: [String: FileContent] = [:]

        init(paths: [String], octetsOfOneLook: Int = ReloadLimits.octetsOfOneLook) {
            directory = ManifestDirectory(paths: paths, octetsOfOneLook: octetsOfOneLook)
        }

        /// Looks, the given time after the look before.
        @discardableResult
        mutating func look(after milliseconds: Int = 0, forceReadingAll: Bool = false) -> DirectoryLook {
            now += .milliseconds(milliseconds)
            let look = directory.look(forceReadingAll: forceReadingAll, now: now)
            for file in look.changed { content[file.path] = file.content }
            for path in look.removed { content[path] = nil }
            return look
        }

        func text(_ path: String) -> String? {
            guard case .octets(let octets)? = content[path] else { return nil }
            return String(decoding: octets, as: UTF8.self)
        }
    }

    private func names(_ paths: some Sequence<String>) -> [String] {
        paths.map { String($0.dropFirst(temporary.path.utf8.count + 1)) }
    }

    private func names(_ look: DirectoryLook) -> [String] { names(look.changed.map(\.path)) }

    private func problems(_ look: DirectoryLook) -> [String: DirectoryProblem.Kind] {
        Dictionary(look.problems.map { ($0.path == temporary.path ? "" : names([$0.path])[0], $0.kind) }) { first, _ in first }
    }

    @Test("Manifests are read in the order of their paths, with those in sub-directories; other names are not")
    mutating func names() throws {
        for name in ["b.yaml", "a.yml", "c.json", ".d.yaml", "e.yaml~", "f.yaml.swp", "g.yaml.tmp", "h.txt", "yaml"] {
            try temporary.write(name, name)
        }
        try temporary.make("sub")
        try temporary.make(".git")
        try temporary.write("sub/i.yaml", "i")
        try temporary.write(".git/j.yaml", "j")
        let look = manifests.look()
        #expect(names(look) == ["a.yml", "b.yaml", "c.json", "sub/i.yaml"])
        #expect(look.problems.isEmpty && look.removed.isEmpty && look.lookAgainIn == nil)
    }

    @Test("Slashes at the end of a configured path do not show")
    mutating func slashes() throws {
        try temporary.write("a.yaml", "a")
        var manifests = Manifests(paths: [temporary.path + "//"])
        #expect(names(manifests.look()) == ["a.yaml"])
    }

    @Test("Only what is new is told, each time once")
    mutating func changes() throws {
        try temporary.write("a.yaml", "1")
        try temporary.write("b.yaml", "1")
        manifests.look()
        #expect(manifests.look().changed.isEmpty)
        try temporary.write("b.yaml", "2")
        #expect(names(manifests.look()) == ["b.yaml"])
        #expect(manifests.look(forceReadingAll: true).changed.isEmpty)
    }

    @Test("A second write of the same size is seen, even within one tick of the clock")
    mutating func sameTick() throws {
        for round in 0..<200 {
            try temporary.write("a.yaml", "\(1_000 + round)")
            manifests.look()
            #expect(manifests.text(temporary("a.yaml")) == "\(1_000 + round)")
        }
    }

    @Test("A write that leaves size and times as they were is found right after another, later only by reading everything")
    mutating func sameSignature() throws {
        try temporary.write("a.yaml", "1")
        let mapping = try #require(FileMapping(temporary("a.yaml")))
        mapping.store("2")
        manifests.look()
        mapping.store("3")
        manifests.look()
        #expect(manifests.text(temporary("a.yaml")) == "3")
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .milliseconds(100) { manifests.look() }
        mapping.store("4")
        #expect(manifests.look().changed.isEmpty)
        #expect(names(manifests.look(forceReadingAll: true)) == ["a.yaml"])
    }

    @Test("A file that is gone is removed after 50 ms, and the look says when to look again")
    mutating func deletion() throws {
        try temporary.write("a.yaml", "1")
        try temporary.write("b.yaml", "1")
        manifests.look()
        temporary.remove("a.yaml")
        let look = manifests.look(after: 1)
        #expect(look.removed.isEmpty && look.lookAgainIn == .milliseconds(50))
        #expect(names(manifests.look(after: 50).removed) == ["a.yaml"])
        #expect(manifests.content.count == 1)
    }

    @Test("An editor that renames the old file and writes a new one does not delete it")
    mutating func editor() throws {
        try temporary.write("x.yaml", "1")
        manifests.look()
        try temporary.write("x.yaml~", "1")
        try temporary.rename("x.yaml", to: "x.bak")
        #expect(manifests.look(after: 10).removed.isEmpty)
        try temporary.write("x.yaml", "")
        #expect(manifests.look(after: 10).changed.isEmpty)
        try temporary.write("x.yaml", "2")
        temporary.remove("x.bak")
        let look = manifests.look(after: 10)
        #expect(names(look) == ["x.yaml"] && look.removed.isEmpty && look.lookAgainIn == nil)
        #expect(manifests.text(temporary("x.yaml")) == "2")
    }

    @Test("A directory that is missing keeps its files, is looked for each second, and is empty when it is there and empty")
    mutating func missing() throws {
        try temporary.make("m")
        try temporary.write("m/a.yaml", "1")
        var manifests = Manifests(paths: [temporary("m")])
        manifests.look()
        temporary.remove("m")
        for _ in 0..<3 {
            let look = manifests.look(after: 1_000)
            #expect(look.removed.isEmpty && look.lookAgainIn == .seconds(1))
            #expect(problems(look) == ["m": .missing])
        }
        try temporary.make("m")
        #expect(problems(manifests.look(after: 1_000)) == ["m": .empty])
        #expect(names(manifests.look(after: 50).removed) == ["m/a.yaml"])
        try temporary.write("m/a.yaml", "1")
        #expect(names(manifests.look()) == ["m/a.yaml"])
    }

    @Test("A sub-directory that is removed takes its files with it")
    mutating func subdirectory() throws {
        try temporary.make("sub")
        try temporary.write("sub/a.yaml", "1")
        manifests.look()
        temporary.remove("sub")
        manifests.look()
        #expect(names(manifests.look(after: 50).removed) == ["sub/a.yaml"])
    }

    @Test("A link to a directory that leads nowhere keeps the files that were behind it")
    mutating func danglingDirectory() throws {
        try temporary.make(".real")
        try temporary.write(".real/a.yaml", "1")
        try temporary.link("sub", to: ".real")
        manifests.look()
        try temporary.rename(".real", to: ".moved")
        manifests.look()
        let look = manifests.look(after: 100)
        #expect(look.removed.isEmpty)
        #expect(problems(look)["sub"] == .leadsNowhere)
    }

    @Test("What is configured as a directory and is a file says so")
    func notADirectory() throws {
        try temporary.write("a.yaml", "1")
        var manifests = Manifests(paths: [temporary("a.yaml")])
        #expect(problems(manifests.look()) == ["a.yaml": .notADirectory])
    }

    @Test("A directory that several paths reach is read once, and links make no loop")
    mutating func loops() throws {
        try temporary.make("a")
        try temporary.write("a/x.yaml", "1")
        try temporary.link("a/up", to: "..")
        try temporary.link("a/self", to: ".")
        try temporary.link("b", to: "a")
        var manifests = Manifests(paths: [temporary.path, temporary("a"), temporary.path])
        let look = manifests.look()
        #expect(names(look) == ["a/x.yaml"] && look.problems.isEmpty)
    }

    @Test("Directories 32 levels down are read, deeper ones are not")
    mutating func depth() throws {
        var path = ""
        for _ in 1..<33 {
            path += path.isEmpty ? "d" : "/d"
            try temporary.make(path)
            try temporary.write(path + "/x.yaml", "1")
        }
        let look = manifests.look()
        #expect(look.changed.count == 31)
        #expect(look.problems.map(\.kind) == [.tooDeep])
    }

    @Test("A pipe that is named as a manifest is skipped, and nothing waits for it")
    mutating func pipe() throws {
        try temporary.makePipe("x.yaml")
        try temporary.write("y.yaml", "1")
        let look = manifests.look()
        #expect(names(look) == ["y.yaml"] && problems(look) == ["x.yaml": .notAFile])
    }

    @Test("A link that leads nowhere is unreadable, once, and read when it leads somewhere again")
    mutating func danglingFile() throws {
        try temporary.write("target", "1")
        try temporary.link("x.yaml", to: "target")
        manifests.look()
        #expect(manifests.text(temporary("x.yaml")) == "1")
        try temporary.rename("target", to: "elsewhere")
        let unreadable = ChangedFile(path: temporary("x.yaml"), content: .unreadable(SystemError(ENOENT)))
        #expect(manifests.look(after: 100).changed == [unreadable])
        let look = manifests.look(after: 100)
        #expect(look.changed.isEmpty && look.removed.isEmpty)
        try temporary.rename("elsewhere", to: "target")
        #expect(names(manifests.look()) == ["x.yaml"])
    }

    @Test("A file of more than 16 MiB is too large and is not read; one of 16 MiB is read")
    mutating func size() throws {
        try temporary.write("x.yaml", size: 16 << 20 + 1)
        try temporary.write("y.yaml", size: 16 << 20)
        #expect(manifests.look().changed.map { $0.content == .tooLarge } == [true, false])
        #expect(manifests.look(forceReadingAll: true).changed.isEmpty)
        try temporary.write("x.yaml", "1")
        #expect(names(manifests.look()) == ["x.yaml"])
    }

    @Test("A look that has read as much as one may says so, and the next at once goes on")
    mutating func incomplete() throws {
        for name in ["a.yaml", "b.yaml", "c.yaml"] { try temporary.write(name, "12") }
        var manifests = Manifests(paths: [temporary.path], octetsOfOneLook: 3)
        let first = manifests.look()
        #expect(names(first) == ["a.yaml", "b.yaml"] && !first.isComplete && first.lookAgainIn == .zero && first.removed.isEmpty)
        var last = manifests.look()
        // Files that were written just now are read once more, before the rest.
        let deadline = ContinuousClock.now + .seconds(60)
        while !last.isComplete, .now < deadline { last = manifests.look(after: 1) }
        #expect(last.isComplete && last.lookAgainIn == nil)
        #expect(names(manifests.content.keys.sorted()) == ["a.yaml", "b.yaml", "c.yaml"])
    }

    @Test("A name that is not UTF-8 is skipped, and told of")
    mutating func notText() {
        var name = Array(temporary("x").utf8CString.dropLast()) + [-1, 0x2E, 0x79, 0x6D, 0x6C, 0]
        let file = unsafe open(&name, O_WRONLY | O_CREAT, mode_t(0o644))
        close(file)
        #expect(manifests.look().problems.map(\.kind).contains(.nameIsNotText))
        unsafe unlink(&name)
    }

    @Test(
        "A problem of a directory is a warning that says what is wrong and how to mend it, and nothing of what is served",
        arguments: [
            (.missing, "no such directory: make it, or correct the configuration"),
            (.unreadable(SystemError(EACCES)), "cannot be read (Permission denied): give the server permission"),
            (.unreadable(SystemError(EMFILE)), "cannot be read (Too many open files): raise the limit of open files"),
            (.unreadable(SystemError(EIO)), "cannot be read (Input/output error): look at the file system that it is on"),
            (.leadsNowhere, "a symbolic link that leads nowhere: correct it, or make what it names"),
        ] as [(DirectoryProblem.Kind, String)])
    func message(kind: DirectoryProblem.Kind, message: String) {
        #expect(DirectoryProblem(path: "/m", kind: kind).problem.description == "/m:1:1: warning: \(message)")
    }

    @Test("Every directory is named before it is listed: what is written at that moment is found")
    func order() throws {
        try temporary.make("sub")
        var directory = ManifestDirectory(paths: [temporary.path])
        var named: [String] = []
        let look = directory.look(now: .now) { [temporary] path in
            named.append(path)
            WatchedFolder.attempt { try temporary.write(path == temporary.path ? "x.yaml" : "sub/x.yaml", "1") }
        }
        #expect(names(look) == ["sub/x.yaml", "x.yaml"] && named == [temporary.path, temporary("sub")])
    }

    @Test("Where a configured path is a link, the directory that holds the link is named too; of any other link it is not")
    func linkParents() throws {
        try temporary.make("real")
        try temporary.make("real/.sub")
        try temporary.link("real/sub", to: ".sub")
        try temporary.link("l", to: "real")
        var directory = ManifestDirectory(paths: [temporary("l") + "/"])
        var named: [String] = []
        _ = directory.look(now: .now) { named.append($0) }
        #expect(Set(named) == [temporary.path, temporary("l"), temporary("l/sub")])
    }
}
