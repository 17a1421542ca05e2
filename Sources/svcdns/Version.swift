/// Which svcdns this is.
enum Version {
    /// Raised with Docs/Changelog.md.
    static let number = "0.1.0"
}
