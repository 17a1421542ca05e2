/// What a manifest file may cost: each bound is far above what manifests are, and below what harms the server.
package enum ManifestLimits {
    /// A hundred times what etcd takes for one object.
    package static let octets = 16 << 20

    /// Levels of mappings and sequences: the deepest schemas of custom resources have about 40.
    package static let depth = 64

    /// Values in a file after aliases are expanded: one for each 8 octets of the largest file; manifests have one for 11 or more.
    package static let nodes = 2_000_000

    /// Documents in a file.
    package static let documents = 100_000

    /// `]` and `}` before a `:`. Each may end a key that is no scalar, and Yams compares such keys level by level; manifests have
    /// them only inside strings.
    package static let collectionKeys = 10_000
}
