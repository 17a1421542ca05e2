import Glibc

/// A directory of its own for one test, removed when the test lets go of it.
final class WatchedFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/reload-XXXXXX".utf8CString)
        precondition(unsafe mkdtemp(&template) != nil, "no temporary directory")
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { remove("") }

    func callAsFunction(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

    /// Writes over a file, as `>` does.
    func write(_ name: String, _ text: String) {
        let file = unsafe open(self(name), O_WRONLY | O_CREAT | O_TRUNC, mode_t(0o644))
        let octets = Array(text.utf8)
        precondition(unsafe Glibc.write(file, octets, octets.count) == octets.count, "cannot write \(name)")
        close(file)
    }

    /// A file of this size that takes no room.
    func write(_ name: String, size: Int) {
        write(name, "")
        precondition(unsafe truncate(self(name), size) == 0)
    }

    func make(_ name: String) { precondition(unsafe mkdir(self(name), mode_t(0o755)) == 0, "cannot make \(name)") }

    func link(_ name: String, to target: String) { precondition(unsafe symlink(target, self(name)) == 0, "cannot link \(name)") }

    func hardLink(_ name: String, to other: String) { precondition(unsafe Glibc.link(self(other), self(name)) == 0) }

    func makePipe(_ name: String) { precondition(unsafe mkfifo(self(name), mode_t(0o644)) == 0) }

    func rename(_ name: String, to other: String) {
        precondition(unsafe Glibc.rename(self(name), self(other)) == 0, "cannot rename \(name)")
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
    func writeRevision(_ number: Int, _ files: [String: String], replacing old: Int?, in mount: String = ".") {
        make("\(mount)/..v\(number)")
        for (name, text) in files { write("\(mount)/..v\(number)/\(name)", text) }
        link("\(mount)/..data_tmp", to: "..v\(number)")
        rename("\(mount)/..data_tmp", to: "\(mount)/..data")
        if let old {
            remove("\(mount)/..v\(old)")
        } else {
            for name in files.keys { link("\(mount)/\(name)", to: "..data/\(name)") }
        }
    }
}
