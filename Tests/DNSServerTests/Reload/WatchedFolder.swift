import Glibc
import Testing

/// A directory of its own for one test, removed when the test lets go of it.
final class WatchedFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/reload-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Failure(what: "make a temporary directory", code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// A step of a test that could not be taken.
    struct Failure: Error {
        let what: String
        let code: Int32
    }

    private func check(_ succeeded: Bool, _ what: String) throws {
        guard succeeded else { throw Failure(what: what, code: errno) }
    }

    /// Takes steps where nothing can be thrown.
    static func attempt(_ steps: () throws -> Void) {
        do { try steps() } catch { Issue.record(error) }
    }

    deinit { remove("") }

    func callAsFunction(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

    /// Writes over a file, as `>` does.
    func write(_ name: String, _ text: String) throws {
        let file = unsafe open(self(name), O_WRONLY | O_CREAT | O_TRUNC, mode_t(0o644))
        try check(file >= 0, "open \(name)")
        defer { close(file) }
        let octets = Array(text.utf8)
        try check(unsafe Glibc.write(file, octets, octets.count) == octets.count, "write \(name)")
    }

    /// A file of this size that takes no room.
    func write(_ name: String, size: Int) throws {
        try write(name, "")
        try check(unsafe truncate(self(name), size) == 0, "stretch \(name)")
    }

    func make(_ name: String) throws { try check(unsafe mkdir(self(name), mode_t(0o755)) == 0, "make \(name)") }

    func link(_ name: String, to target: String) throws { try check(unsafe symlink(target, self(name)) == 0, "link \(name)") }

    func hardLink(_ name: String, to other: String) throws {
        try check(unsafe Glibc.link(self(other), self(name)) == 0, "link \(name)")
    }

    func makePipe(_ name: String) throws { try check(unsafe mkfifo(self(name), mode_t(0o644)) == 0, "make \(name)") }

    func rename(_ name: String, to other: String) throws {
        try check(unsafe Glibc.rename(self(name), self(other)) == 0, "rename \(name)")
    }

    /// Removes a file, or a directory with all in it.
    func remove(_ name: String) {
        guard unsafe unlink(self(name)) != 0, let stream = unsafe opendir(self(name)) else { return }
        while let entry = unsafe readdir(stream) {
            let octets = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            let child = String(decoding: octets, as: UTF8.self)
            if child != ".", child != ".." { remove(name.isEmpty ? child : "\(name)/\(child)") }
        }
        unsafe closedir(stream)
        unsafe rmdir(self(name))
    }

    /// Writes a revision as Kubernetes does: files in a directory of their own, then the swap of `..data`.
    func writeRevision(_ number: Int, _ files: [String: String], replacing old: Int?, in mount: String = ".") throws {
        try make("\(mount)/..v\(number)")
        for (name, text) in files { try write("\(mount)/..v\(number)/\(name)", text) }
        try link("\(mount)/..data_tmp", to: "..v\(number)")
        try rename("\(mount)/..data_tmp", to: "\(mount)/..data")
        if let old {
            remove("\(mount)/..v\(old)")
        } else {
            for name in files.keys { try link("\(mount)/\(name)", to: "..data/\(name)") }
        }
    }
}
