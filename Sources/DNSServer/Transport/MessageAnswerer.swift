package import DNSModel

/// What the listeners hand messages to. One answerer belongs to one queue and is called there alone.
package protocol MessageAnswerer: AnyObject {
    /// Answers one message. The reply comes empty.
    @discardableResult
    func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering

    /// Lets go of what is out of date, though no message comes: there is something new to answer from.
    func moveOn()
}

extension MessageAnswerer {
    /// Nothing, for who answers from nothing that changes.
    package func moveOn() {}
}

/// How a message is answered.
package enum Answering {
    /// By the reply that is in the buffer; left empty, it is silence.
    case now
    /// By several messages, to clients of a stream alone.
    case series(any MessageSeries)
    /// By a reply that comes later, on the same queue.
    case later(LaterAnswer)

    /// The messages, where they are several.
    package var series: (any MessageSeries)? {
        if case .series(let series) = self { series } else { nil }
    }
}

/// An answer of several messages, which the connection takes one by one as it has room for them. One that is let go before its
/// end was broken off.
package protocol MessageSeries: AnyObject {
    /// Gives the next message; whether others follow. The reply comes empty.
    func next(into reply: inout [UInt8]) -> Bool
}

/// Who asks, and by which way.
package struct Client: Hashable, Sendable {
    /// The source address, which a datagram may forge.
    package let address: IPAddress
    /// How the message came, and its reply goes.
    package let transport: MessageTransport

    /// A client; an IPv4 address in IPv6 clothing (RFC 4291 §2.5.5.2) is the IPv4 address, as rules on addresses mean it.
    package init(address: IPAddress, transport: MessageTransport) {
        self.address = address.unmapped
        self.transport = transport
    }
}

extension Client {
    /// What all that may be one client have in common, and share what there is for one.
    package var share: IPAddress {
        PrefixLengths.client.base(of: address)
    }
}

extension IPAddress {
    fileprivate var unmapped: IPAddress {
        guard case .v6(let address) = self, address.isMappedIPv4 else { return self }
        return .v4(IPv4Address(UInt32(truncatingIfNeeded: address.low)))
    }
}
