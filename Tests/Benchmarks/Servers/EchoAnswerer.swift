import DNSServer

/// Answers without any DNS: the query with QR and AA set and one A record behind its question.
final class EchoAnswerer: MessageAnswerer {
    /// The name that was asked for, A, IN, 5 s, 192.0.2.1.
    private static let record: [UInt8] = [0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 192, 0, 2, 1]
    private static let headerSize = 12
    private let record = EchoAnswerer.record

    func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
        guard message.count >= Self.headerSize else { return .now }
        unsafe message.withUnsafeBufferPointer { unsafe reply.append(contentsOf: $0) }
        reply[2] = 0x84
        reply[7] = 1
        reply[11] = 0
        reply.append(contentsOf: record)
        return .now
    }
}
