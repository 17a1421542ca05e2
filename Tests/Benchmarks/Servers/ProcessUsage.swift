import Foundation
import Glibc

/// What a process and its descendants have used, as /proc tells it.
package struct ProcessUsage: Hashable, Sendable {
    /// Seconds in user space, since the start.
    package private(set) var userSeconds = 0.0
    /// Seconds in the kernel, since the start.
    package private(set) var systemSeconds = 0.0
    /// Octets of resident memory; pages that processes share count for each.
    package private(set) var resident = 0
    /// Octets of it that no file has.
    package private(set) var anonymous = 0

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
        resident += ProcessStatus.kilobytes("VmRSS", in: status) * 1_024
        anonymous += ProcessStatus.kilobytes("RssAnon", in: status) * 1_024
    }
}
