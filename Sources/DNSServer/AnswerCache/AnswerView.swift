import DNSModel

/// What belongs to the key of an answer besides the octets of the query.
struct AnswerView: Equatable {
    let transport: MessageTransport
    /// Who asks, where that matters.
    var client: IPAddress?
    /// Where the answer begins, where that turns.
    var share: AnswerShare?

    /// The most notes that lead to an answer: one for the client, and one for the share.
    static let mostNotes = 2
}

/// One of equal parts of a set of records: its answer begins there.
struct AnswerShare: Equatable {
    let index: Int

    /// The part that a fraction of 2⁶⁴ lies in.
    init(at fraction: UInt64, among count: Int) {
        index = Int(fraction.multipliedFullWidth(by: UInt64(count)).high)
    }
}
