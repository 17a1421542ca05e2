import Foundation
import Glibc

/// What a process and its descendants have used, as /proc tells it.
package struct ProcessUsage: Hashable, Sendable {
    /// Seconds in user space, since the start.
    package private(set) var userSeconds = 0.0
    /// Seconds in the kernel, since the start.
    package private(set) var systemSeconds = 0.0
    /// Kilobytes of resident memory; pages that processes share count for each.
    package private(set) var residentKilobytes = 0
    /// Kilobytes of it that no file has.
    package private(set) var anonymousKilobytes = 0

    /// Reads what a process and all below it have used.
    package init(ofTree root: Int32) throws {
        let entries = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
        // A process that has ended meanwhile has no file any more.
        let all = entries.compactMap { try? ProcessStatus(text: String(contentsOfFile: "/proc/\($0)/stat", encoding: .utf8)) }
        for member in ProcessStatus.tree(of: root, in: all) { add(member) }
    }

    private mutating func add(_ member: ProcessStatus) {
        userSeconds += member.userSeconds
        systemSeconds += member.systemSeconds
        let status = (try? String(contentsOfFile: "/proc/\(member.identifier)/status", encoding: .utf8)) ?? ""
        residentKilobytes += ProcessStatus.kilobytes("VmRSS", in: status)
        anonymousKilobytes += ProcessStatus.kilobytes("RssAnon", in: status)
    }
}

/// One line of /proc/PID/stat (proc(5)).
package struct ProcessStatus: Hashable, Sendable {
    /// The process.
    package let identifier: Int32
    /// The one that started it.
    package let parent: Int32
    /// Seconds in user space, of all its threads.
    package let userSeconds: Double
    /// Seconds in the kernel, of all its threads.
    package let systemSeconds: Double

    private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

    /// Reads the line; nil where it is none. The name in parentheses may hold anything.
    package init?(text: String) {
        guard let nameEnd = text.lastIndex(of: ")"), let identifier = Int32(text.prefix { $0 != " " }) else { return nil }
        let fields = text[text.index(after: nameEnd)...].split(whereSeparator: \.isWhitespace)
        guard fields.count > 12, let parent = Int32(fields[1]), let user = Double(fields[11]), let system = Double(fields[12]) else {
            return nil
        }
        self.identifier = identifier
        self.parent = parent
        userSeconds = user / Self.ticksPerSecond
        systemSeconds = system / Self.ticksPerSecond
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
