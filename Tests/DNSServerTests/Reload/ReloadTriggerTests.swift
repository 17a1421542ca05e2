import DNSServer
import Dispatch
import Synchronization
import Testing

/// Directories that are watched, and what is known of them.
private final class Watched: @unchecked Sendable {  // all state is touched on `queue` alone
    private let queue = DispatchQueue(label: "watched")
    private let looked = DispatchSemaphore(value: 0)
    private var directory: ManifestDirectory
    private var content: [String: String] = [:]
    private var problems: [DirectoryProblem] = []
    private var forced = 0
    private var looks: [(began: ContinuousClock.Instant, lookAgainIn: Duration?)] = []
    private var watchFailure: WatchFailure?
    private lazy var trigger = ReloadTrigger(
        queue: queue, look: { [weak self] in (self?.look($0, $1), false) }, onWatchFailure: { [weak self] in self?.watchFailure = $0 })

    init(_ paths: String...) {
        directory = ManifestDirectory(paths: paths)
        queue.sync { trigger.start() }
    }

    deinit { trigger.cancel() }

    /// Whether a look finds, within 5 s, that the directory is not there.
    func findsMissing(_ path: String) -> Bool {
        wait { $0.problems == [DirectoryProblem(path: path, kind: .missing)] }
    }

    /// Asks so many times before the first of them can be answered; returns how many looks read everything for it.
    func readAll(times: Int = 1) -> Int {
        let before = queue.sync {
            for _ in 0..<times { trigger.readAll() }
            return forced
        }
        return queue.sync { forced } - before
    }

    private func look(_ forceReadingAll: Bool, _ willList: @escaping (String) -> Void) -> Duration? {
        let began = ContinuousClock.now
        let look = directory.look(forceReadingAll: forceReadingAll, now: began, willList: willList)
        looks.append((began, look.lookAgainIn))
        for file in look.changed {
            guard case .octets(let octets) = file.content else { continue }
            content[file.path] = String(decoding: octets, as: UTF8.self)
        }
        for path in look.removed { content[path] = nil }
        problems = look.problems
        forced += forceReadingAll ? 1 : 0
        looked.signal()
        return look.lookAgainIn
    }

    /// Whether the directories come to hold this within 5 s: less than the 10 s after which everything is looked at anyway.
    func holds(_ expected: [String: String]) -> Bool {
        wait { $0.content == expected }
    }

    /// Whether the last look was neither the one that comes after a time anyway nor one that the look before asked for.
    var hasLookedForAnEvent: Bool {
        queue.sync {
            guard let last = looks.last, let previous = looks.dropLast().last, watchFailure == nil else { return false }
            return previous.lookAgainIn == nil && last.began - previous.began < ReloadLimits.rescan
        }
    }

    private func wait(until condition: (Watched) -> Bool) -> Bool {
        let deadline = DispatchTime.now() + .seconds(8)
        while !queue.sync(execute: { condition(self) }) {
            guard looked.wait(timeout: deadline) == .success else { return false }
        }
        return true
    }
}

/// Something that happens to the directory `m`, and what it holds then: names to texts.
struct Change: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let expected: [String: String]
    let happen: @Sendable (WatchedFolder) throws -> Void

    init(_ name: String, _ expected: [String: String], _ happen: @escaping @Sendable (WatchedFolder) throws -> Void) {
        testDescription = name
        self.expected = expected
        self.happen = happen
    }
}

@Suite("A change is found by its event", .timeLimit(.minutes(20)))
struct ReloadTriggerTests {
    private let temporary: WatchedFolder

    init() throws {
        temporary = try WatchedFolder()
        try temporary.make("m")
        try temporary.write("m/a.yaml", "1")
    }

    private func paths(_ files: [String: String]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: files.map { (temporary("m/" + $0), $1) })
    }

    @Test(
        "However the change is made",
        arguments: [
            Change("a plain write", ["a.yaml": "2"]) { try $0.write("m/a.yaml", "2") },
            Change("a new file", ["a.yaml": "1", "b.yaml": "2"]) { try $0.write("m/b.yaml", "2") },
            Change("a temporary file that is renamed", ["a.yaml": "2"]) {
                try $0.write("m/a.yaml.tmp", "2")
                try $0.rename("m/a.yaml.tmp", to: "m/a.yaml")
            },
            Change("a file that is renamed from another directory", ["a.yaml": "2"]) {
                try $0.write("a.yaml", "2")
                try $0.rename("a.yaml", to: "m/a.yaml")
            },
            Change("a file that is renamed to another directory", [:]) { try $0.rename("m/a.yaml", to: "a.yaml") },
            Change("a file that is deleted", [:]) { $0.remove("m/a.yaml") },
            Change("a hard link", ["a.yaml": "1", "b.yaml": "1"]) { try $0.hardLink("m/b.yaml", to: "m/a.yaml") },
            Change("a ConfigMap that is mounted", ["a.yaml": "1", "s.yaml": "1"]) {
                try $0.writeRevision(1, ["s.yaml": "1"], replacing: nil, in: "m")
            },
            Change("a new sub-directory, then a file in it", ["a.yaml": "1", "sub/b.yaml": "2"]) {
                try $0.make("m/sub")
                try $0.write("m/sub/b.yaml", "2")
            },
            Change("the directory removed and made anew", ["b.yaml": "2"]) {
                $0.remove("m")
                try $0.make("m")
                try $0.write("m/b.yaml", "2")
            },
            Change("the directory moved away and a new one in its place", ["b.yaml": "2"]) {
                try $0.make("n")
                try $0.write("n/b.yaml", "2")
                try $0.rename("m", to: "old")
                try $0.rename("n", to: "m")
            },
        ])
    func changes(change: Change) throws {
        let watched = Watched(temporary("m"))
        #expect(watched.holds(paths(["a.yaml": "1"])))
        try change.happen(temporary)
        #expect(watched.holds(paths(change.expected)))
    }

    @Test("A revision of a ConfigMap that replaces another")
    func revision() throws {
        try temporary.writeRevision(1, ["s.yaml": "1"], replacing: nil, in: "m")
        let watched = Watched(temporary("m"))
        #expect(watched.holds(paths(["a.yaml": "1", "s.yaml": "1"])))
        for revision in 2...5 {
            try temporary.writeRevision(revision, ["s.yaml": "\(revision)"], replacing: revision - 1, in: "m")
            #expect(watched.holds(paths(["a.yaml": "1", "s.yaml": "\(revision)"])))
        }
    }

    @Test("A directory that is found later is watched from then on, whatever stood in its place before")
    func laterDirectories() throws {
        let watched = Watched(temporary("m"))
        #expect(watched.holds(paths(["a.yaml": "1"])))
        try temporary.make("m/sub")
        try temporary.write("m/sub/b.yaml", "1")
        #expect(watched.holds(paths(["a.yaml": "1", "sub/b.yaml": "1"])))
        try temporary.write("m/sub/b.yaml", "2")
        #expect(watched.holds(paths(["a.yaml": "1", "sub/b.yaml": "2"])))
        try temporary.rename("m", to: "old")
        try temporary.make("m")
        try temporary.write("m/c.yaml", "1")
        #expect(watched.holds(paths(["c.yaml": "1"])))
        try temporary.write("m/c.yaml", "2")
        #expect(watched.holds(paths(["c.yaml": "2"])))
    }

    @Test("A directory that is missing at first is found when it comes")
    func missing() throws {
        let watched = Watched(temporary("n"))
        #expect(watched.findsMissing(temporary("n")))
        try temporary.make("n")
        try temporary.write("n/a.yaml", "1")
        #expect(watched.holds([temporary("n/a.yaml"): "1"]))
    }

    @Test("A configured path that is a link is swapped", arguments: ["l", "deep/l"])
    func swappedLink(name: String) throws {
        try temporary.make("deep")
        try temporary.make("n")
        try temporary.write("n/a.yaml", "2")
        try temporary.link(name, to: temporary("m"))
        let watched = Watched(temporary(name))
        #expect(watched.holds([temporary(name) + "/a.yaml": "1"]))
        try temporary.link("new", to: temporary("n"))
        try temporary.rename("new", to: name)
        #expect(watched.holds([temporary(name) + "/a.yaml": "2"]))
        #expect(watched.hasLookedForAnEvent)
    }

    @Test("A signal reads everything again, and a storm of them reads it once", arguments: [1, 4_000])
    func signal(times: Int) {
        let watched = Watched(temporary("m"))
        #expect(watched.holds(paths(["a.yaml": "1"])))
        #expect(watched.readAll(times: times) == 1)
        #expect(watched.readAll() == 1)
    }

    @Test("What a look left behind is tidied up, again while anything is left, and then no more")
    func tidying() {
        let queue = DispatchQueue(label: "tidying")
        let tidied = DispatchSemaphore(value: 0)
        let timesLeft = Atomic(2)
        let trigger = ReloadTrigger(
            queue: queue, look: { _, _ in (nil, timesLeft.load(ordering: .relaxed) == 2) },
            tidyUp: {
                defer { tidied.signal() }
                return timesLeft.subtract(1, ordering: .relaxed).newValue > 0
            })
        trigger.start()
        for _ in 1...2 { #expect(tidied.wait(timeout: .now() + 60) == .success) }
        trigger.cancel()
        #expect(queue.sync { timesLeft.load(ordering: .relaxed) } == 0)
    }
}
