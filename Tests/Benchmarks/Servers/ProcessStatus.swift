import Glibc

/// One line of /proc/PID/stat (proc(5)).
package struct ProcessStatus: Hashable, Sendable {
    /// The process.
    package let identifier: Int32
    /// The one that started it.
    package let parent: Int32
    /// Seconds in user space, of all its threads and of its children that have ended.
    package let userSeconds: Double
    /// Seconds in the kernel, of the same.
    package let systemSeconds: Double

    private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

    /// Reads the line; nil where it is none. The name in parentheses may hold anything.
    package init?(text: String) {
        guard let nameEnd = text.lastIndex(of: ")"), let identifier = Int32(text.prefix { $0 != " " }) else { return nil }
        let fields = text[text.index(after: nameEnd)...].split(whereSeparator: \.isWhitespace)
        guard fields.count > 14, let parent = Int32(fields[1]) else { return nil }
        let ticks = fields[11...14].compactMap { Double($0) }
        guard ticks.count == 4 else { return nil }
        self.identifier = identifier
        self.parent = parent
        userSeconds = (ticks[0] + ticks[2]) / Self.ticksPerSecond
        systemSeconds = (ticks[1] + ticks[3]) / Self.ticksPerSecond
    }

    /// A process and all that descend from it.
    package static func tree(of root: Int32, in all: [ProcessStatus]) -> [ProcessStatus] {
        let children = Dictionary(grouping: all, by: \.parent)
        var tree = all.filter { $0.identifier == root }
        var index = 0
        while index < tree.count {
            tree += children[tree[index].identifier] ?? []
            index += 1
        }
        return tree
    }

    /// A number of /proc/PID/status; 0 where it is not there.
    package static func kilobytes(_ field: String, in status: String) -> Int {
        let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
