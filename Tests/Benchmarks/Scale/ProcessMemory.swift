import Foundation

/// What a process has in memory, in octets.
package struct ProcessMemory: Hashable {
    /// Memory that is its own.
    package let anonymous: Int
    /// All pages, those of files and libraries among them.
    package let resident: Int
    /// The most pages that there were since the start, or since `forgetPeak`.
    package let peak: Int

    /// Reads `/proc/PID/status`; nil where it has not the lines.
    package init?(_ status: String) {
        (anonymous, resident, peak) = (Self.octets("RssAnon", status), Self.octets("VmRSS", status), Self.octets("VmHWM", status))
        guard anonymous > 0, resident >= anonymous, peak > 0 else { return nil }
    }

    private static func octets(_ field: String, _ status: String) -> Int {
        ProcessStatus.kilobytes(field, in: status) * 1_024
    }

    /// The memory of a process now.
    init(of process: Int32) throws {
        let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        guard let memory = ProcessMemory(text) else { throw ProcessGone() }
        self = memory
    }

    /// The most memory of its own that it had: pages of files come and go with no change.
    package var anonymousPeak: Int {
        peak - (resident - anonymous)
    }

    /// Lets the peak begin anew at what there is; whether that is permitted.
    static func forgetPeak(of process: Int32) -> Bool {
        guard let file = FileHandle(forWritingAtPath: "/proc/\(process)/clear_refs") else { return false }
        do {
            try file.write(contentsOf: Data("5".utf8))
            return true
        } catch {
            return false
        }
    }

    struct ProcessGone: Error {}
}
