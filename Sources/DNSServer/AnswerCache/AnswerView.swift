import DNSModel

/// What belongs to the key of an answer besides the octets of the query: how it came, and, where notes ask for them, who asks and
/// where the answer begins. Plain numbers: these are compared for each query.
struct AnswerView: Equatable {
    /// The client's address.
    private(set) var address: (high: UInt64, low: UInt64) = (0, 0)
    /// The transport, the family of the client's address, whether a cookie was taken out of the query, and the share, each with a
    /// value for none.
    private(set) var traits: UInt64

    /// The most notes that lead to an answer: one for the client, and one for the share.
    static let mostNotes = 2

    /// What an answer for everybody has, by one transport.
    init(_ transport: MessageTransport, hasCookie: Bool) {
        switch transport {
        case .datagram: traits = hasCookie ? 8 : 0
        case .stream: traits = hasCookie ? 8 | 1 : 1
        }
    }

    static func == (left: AnswerView, right: AnswerView) -> Bool {
        left.traits == right.traits && left.address == right.address
    }

    /// The same, of this client alone.
    func of(_ client: IPAddress) -> AnswerView {
        var view = self
        switch client {
        case .v4(let address): (view.address, view.traits) = ((0, UInt64(address.value)), traits | 2)
        case .v6(let address): (view.address, view.traits) = ((address.high, address.low), traits | 4)
        }
        return view
    }

    /// The same, with the share of so many that a fraction of 2⁶⁴ lies in.
    func share(at fraction: UInt64, among count: Int) -> AnswerView {
        var view = self
        view.traits |= (fraction.multipliedFullWidth(by: UInt64(count)).high + 1) << 4
        return view
    }
}
