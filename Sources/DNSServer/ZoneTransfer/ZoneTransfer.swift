import DNSModel
import DNSWire
import Resolution

/// One transfer of a zone, on the way. Its slot is free again when it is let go.
final class ZoneTransfer: MessageSeries {
    private var encoder: TransferEncoder
    private var octets = 0
    private let slot: TransferSlots.Slot
    private let log: TransferLog
    private let title: String
    private let begin = ContinuousClock.now

    init(of content: ZoneContent, answering query: Query, slot: TransferSlots.Slot, log: TransferLog, title: String) {
        var content = content
        encoder = TransferEncoder(answering: query) { content.next() }
        self.slot = slot
        self.log = log
        self.title = title
    }

    deinit {
        let end = encoder.isFinished ? "transferred" : "transfer broken off:"
        let now = ContinuousClock.now
        log.tell("\(end) \(title): \(encoder.recordCount) records, \(octets) octets, \(now - begin)", at: now)
    }

    func next(into reply: inout [UInt8]) -> Bool {
        encoder.encode(into: &reply)
        octets += reply.count
        return !encoder.isFinished
    }
}
