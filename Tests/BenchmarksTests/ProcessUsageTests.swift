import Benchmarks
import Foundation
import Testing

struct ProcessUsageTests {
    /// A line of /proc/PID/stat with these values; the program's name is anything.
    private static func line(_ identifier: Int32, parent: Int32, user: Int = 0, system: Int = 0, name: String = "a) b (c") -> String {
        "\(identifier) (\(name)) S \(parent) 7 7 0 -1 4194304 100 0 0 0 \(user) \(system) 10 5 20 0 3 0 1000 100 10"
    }

    @Test("CPU is read behind the program's name, whatever that is, with that of children that have ended")
    func status() throws {
        let status = try #require(ProcessStatus(text: Self.line(42, parent: 7, user: 250, system: 75)))
        #expect(status.identifier == 42)
        #expect(status.parent == 7)
        #expect(status.userSeconds / status.systemSeconds == 260.0 / 80.0)
        #expect(status.userSeconds > 0)
    }

    @Test("What is not such a line is none", arguments: ["", "42", "42 (a) S 7", "x (a) S 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"])
    func noStatus(text: String) {
        #expect(ProcessStatus(text: text) == nil)
    }

    @Test("A tree is a process with its children and theirs, and nobody else's")
    func tree() {
        let all = [(1, 0), (10, 1), (11, 10), (12, 11), (13, 1), (14, 13)].compactMap { ProcessStatus(text: Self.line($0.0, parent: $0.1)) }
        #expect(ProcessStatus.tree(of: 10, in: all).map(\.identifier) == [10, 11, 12])
        #expect(ProcessStatus.tree(of: 99, in: all) == [])
    }

    @Test("The memory of a process is found")
    func memory() throws {
        let usage = try ProcessUsage(ofTree: getpid())
        #expect(usage.resident > 1_000_000)
        #expect(usage.anonymous > 0)
        #expect(usage.anonymous < usage.resident)
    }
}
