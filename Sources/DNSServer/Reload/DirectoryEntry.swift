internal import Glibc

/// A name in a directory.
struct DirectoryEntry {
    let name: String
    let kind: Kind
    /// Whether the name is UTF-8: such names alone are read.
    let isText: Bool
    /// Whether the name is a manifest's.
    let isManifest: Bool
    /// Whether it may be, or lead to, a manifest. What editors and copying programs leave for a moment is neither.
    let isWanted: Bool

    enum Kind {
        case file
        case directory
        case link
        /// Another kind, or one that the file system does not tell.
        case unknown
    }

    /// The entry that `readdir` has just given: it is valid until the next call.
    @unsafe init(_ entry: UnsafeMutablePointer<dirent>) {
        let text = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Self.text(of: $0) }
        isText = text.isWhole
        name = text.name
        kind =
            switch unsafe Int(entry.pointee.d_type) {
            case Int(DT_REG): .file
            case Int(DT_DIR): .directory
            case Int(DT_LNK): .link
            default: .unknown
            }
        let isHidden = Self.isHidden(name)
        isManifest = !isHidden && (name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json"))
        isWanted = kind == .file ? isManifest : !isHidden
    }

    private static func text(of field: UnsafeRawBufferPointer) -> (name: String, isWhole: Bool) {
        let octets = unsafe UnsafeRawBufferPointer(rebasing: field.prefix(while: { $0 != 0 }))
        let name = unsafe String(validating: octets, as: UTF8.self)
        return unsafe (name ?? String(decoding: octets, as: UTF8.self), name != nil)
    }

    private static func isHidden(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasSuffix("~") || name.hasSuffix(".swp") || name.hasSuffix(".tmp")
    }
}
