package import DNSModel

/// Why a message from upstream is not passed on.
package enum UpstreamAnswerError: Error, Hashable, Sendable {
    /// It has fewer octets than a header, or more than a message can have.
    case length(Int)
    /// It is no response to a query: QR is not set, or the opcode is another.
    case notAResponse
    /// It is a part (TC).
    case truncated
    /// It says neither NOERROR nor NXDOMAIN.
    case responseCode(ResponseCode)
    /// It only names other servers, who might know.
    case referral
    /// It does not repeat the question, and only that.
    case otherQuestion
    /// It has more records than are read.
    case tooManyRecords
    /// A record does not end inside the message, or its owner is no name.
    case brokenRecord
    /// A record is of another class than the question.
    case otherClass(RecordClass)
    /// A record stands where it says nothing: OPT twice or outside the additional section, TSIG, types of questions.
    case misplaced(RecordType)
    /// RDATA is not what its type needs.
    case brokenData(RecordType)
    /// Its names take too much room when they are written in full.
    case tooLarge
    /// Something follows the last record.
    case trailingOctets
}

extension UpstreamAnswerError: CustomStringConvertible {
    /// The end of the sentence "the answer ...", for people.
    package var description: String {
        switch self {
        case .length(let octets): "has \(octets) octets"
        case .notAResponse: "is no response"
        case .truncated: "is truncated"
        case .responseCode(let code): "has the response code \(code)"
        case .referral: "is a referral: this server does not resolve names for others"
        case .otherQuestion: "is not to the question"
        case .tooManyRecords: "has too many records"
        case .brokenRecord: "has a broken record"
        case .otherClass(let recordClass): "has a record of class \(recordClass.rawValue)"
        case .misplaced(let type): "has a record of type \(type) where none can be"
        case .brokenData(let type): "has a record of type \(type) with broken data"
        case .tooLarge: "has names that are too long together"
        case .trailingOctets: "has octets behind its last record"
        }
    }
}
