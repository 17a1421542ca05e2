import DNSServer
import Dispatch
import Glibc
import Testing

@Suite("The watcher reads what the kernel reports", .timeLimit(.minutes(20)))
struct WatcherTests {
    private static func octets(_ watch: Int32, _ mask: UInt32, name: [UInt8] = []) -> [UInt8] {
        [UInt32(bitPattern: watch), mask, 0, UInt32(name.count)].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        } + name
    }

    @Test(
        "Records follow one another, each as long as it says",
        arguments: [
            ([], []), (octets(1, 8), [WatchRecord(watch: 1, mask: 8)]),
            (
                octets(1, 8, name: Array("x.yaml\0\0".utf8)) + octets(-1, 0x4000),
                [WatchRecord(watch: 1, mask: 8), WatchRecord(watch: -1, mask: 0x4000)]
            ),
            (Array(octets(1, 8).dropLast()), []), (Array(octets(1, 8, name: [UInt8](repeating: 0, count: 16)).dropLast(20)), []),
            ([1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 9], [WatchRecord(watch: 1, mask: 8)]),
        ] as [([UInt8], [WatchRecord])])
    func records(octets: [UInt8], expected: [WatchRecord]) {
        #expect(WatchRecord.records(of: octets) == expected)
    }

    @Test("A queue that overflowed is a reason to look; the end of a watch that was dropped here is none")
    func overflow() {
        var count = 0
        let watcher = DirectoryWatcher(queue: DispatchQueue(label: "test")) { count += 1 }
        watcher.take(WatchRecord.records(of: Self.octets(-1, UInt32(IN_Q_OVERFLOW))))
        #expect(count == 1)
        watcher.take([WatchRecord(watch: 7, mask: UInt32(IN_IGNORED))])
        #expect(count == 1)
    }

    @Test("A directory that is not there is no failure to watch")
    func absent() {
        let watcher = DirectoryWatcher(queue: DispatchQueue(label: "test")) {}
        watcher.begin()
        watcher.watch("/nonexistent")
        watcher.end()
        #expect(watcher.failure == nil)
        watcher.cancel()
    }

    @Test(
        "A failure says how to mend it",
        arguments: [
            (
                WatchFailure(SystemError(EMFILE), path: nil),
                "cannot watch directories (Too many open files): raise fs.inotify.max_user_instances, or the limit of open files; until then looking every 2.0 seconds"
            ),
            (
                WatchFailure(SystemError(ENOSPC), path: "/m"),
                "cannot watch /m (No space left on device): raise fs.inotify.max_user_watches; until then looking every 2.0 seconds"
            ),
        ])
    func failure(failure: WatchFailure, expected: String) {
        #expect(failure.description == expected)
    }
}
