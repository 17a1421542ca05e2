/// The class of a record or a question (RFC 1035 §3.2.4).
package struct RecordClass: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    package let rawValue: UInt16

    /// The class of this number; every number is one.
    @inlinable package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The Internet.
    @inlinable package static var internet: RecordClass { RecordClass(rawValue: 1) }
    /// Chaosnet: by custom, what servers say of themselves (RFC 4892 §2).
    @inlinable package static var chaos: RecordClass { RecordClass(rawValue: 3) }
}
