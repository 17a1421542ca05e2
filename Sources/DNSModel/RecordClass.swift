/// The class of a record or a question (RFC 1035 §3.2.4).
package struct RecordClass: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    package let rawValue: UInt16

    /// The class of this number; every number is one.
    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The Internet.
    package static let internet = RecordClass(rawValue: 1)
    /// Chaosnet: by custom, what servers say of themselves (RFC 4892 §2).
    package static let chaos = RecordClass(rawValue: 3)
}
