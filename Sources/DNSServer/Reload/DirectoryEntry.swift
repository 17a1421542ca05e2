internal import Glibc

/// A name in a directory.
struct DirectoryEntry {
    let name: String
    let kind: Kind
    /// Whether the name is UTF-8: such names alone are read.
    let isText: Bool

    enum Kind {
        case file
        case directory
        case link
        /// Another kind, or one that the file system does not tell.
        case unknown
    }

    /// The entry that `readdir` has just given: it is valid until the next call.
    @unsafe init(_ entry: UnsafeMutablePointer<dirent>) {
        let octets = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
        let name = String(validating: octets, as: UTF8.self)
        isText = name != nil
        self.name = name ?? String(decoding: octets, as: UTF8.self)
        kind =
            switch unsafe Int(entry.pointee.d_type) {
            case Int(DT_REG): .file
            case Int(DT_DIR): .directory
            case Int(DT_LNK): .link
            default: .unknown
            }
    }

    /// Whether the name is a manifest's. What editors and copying programs leave for a moment is none.
    var isManifest: Bool {
        !isHidden && [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
    }

    /// Whether it may be, or lead to, a manifest.
    var isWanted: Bool {
        switch kind {
        case .file: isManifest
        case .directory, .link, .unknown: !isHidden
        }
    }

    private var isHidden: Bool {
        name.hasPrefix(".") || ["~", ".swp", ".tmp"].contains { name.hasSuffix($0) }
    }
}
