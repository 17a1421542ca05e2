/// What a client asks: one question, and how it may be answered.
package struct Query: Hashable, Sendable {
    /// Goes back as it came.
    package let identifier: UInt16
    /// Goes back as it came (RFC 1035 §4.1.1).
    package let recursionDesired: Bool
    /// Goes back as it came (RFC 4035 §3.1.6).
    package let checkingDisabled: Bool
    /// Whether the client understands AD in an answer, though it may not ask for DNSSEC records (RFC 6840 §5.7).
    package let understandsAuthentic: Bool
    /// The only question (RFC 9619).
    package let question: Question
    /// What the OPT record says; nil for a client that sent none.
    package let extensions: ExtensionMechanisms?
    /// The serial number of the zone that the client has, in a query of type IXFR (RFC 1995 §3): nil where none can be read, and
    /// for every other type.
    package let zoneSerial: UInt32?

    /// A query of these parts.
    package init(
        identifier: UInt16, recursionDesired: Bool, checkingDisabled: Bool, understandsAuthentic: Bool = false, question: Question,
        extensions: ExtensionMechanisms?, zoneSerial: UInt32? = nil
    ) {
        self.identifier = identifier
        self.recursionDesired = recursionDesired
        self.checkingDisabled = checkingDisabled
        self.understandsAuthentic = understandsAuthentic
        self.question = question
        self.extensions = extensions
        self.zoneSerial = zoneSerial
    }
}

/// A name, a type and a class to look up (RFC 1035 §4.1.2).
package struct Question: Hashable, Sendable {
    /// The name, in the spelling that has to come back.
    package let name: DomainName
    /// The type asked for.
    package let type: RecordType
    /// The class asked for.
    package let recordClass: RecordClass

    /// A question of these parts.
    package init(name: DomainName, type: RecordType, recordClass: RecordClass = .internet) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
    }
}

/// What a client's OPT record says (RFC 6891 §6.1).
package struct ExtensionMechanisms: Hashable, Sendable {
    /// The EDNS version that the client speaks; only 0 exists.
    package let version: UInt8
    /// The largest UDP answer in octets that the client says it can take.
    package let payloadSize: UInt16
    /// Whether the client wants DNSSEC records (RFC 3225); goes back as it came.
    package let dnssecOK: Bool
    /// Whether the client asks who this server is (NSID, RFC 5001).
    package let asksIdentity: Bool
    /// Whether the client asks how long a connection may be idle (RFC 7828).
    package let asksIdleTime: Bool

    /// The extensions of these parts.
    package init(version: UInt8, payloadSize: UInt16, dnssecOK: Bool, asksIdentity: Bool = false, asksIdleTime: Bool = false) {
        self.version = version
        self.payloadSize = payloadSize
        self.dnssecOK = dnssecOK
        self.asksIdentity = asksIdentity
        self.asksIdleTime = asksIdleTime
    }
}
