import DNSModel
import DNSWire
import Resolution

/// One transfer of a zone, on the way. Its slot is free again when it is let go.
final class ZoneTransfer: MessageSeries {
    private var encoder: TransferEncoder
    /// The cookie that the first message has room for; nil behind it.
    private var cookie: ExchangedCookie?
    private var octets = 0
    private let slot: TransferSlots.Slot
    private let log: TransferLog
    private let title: String
    private let begin = ContinuousClock.now

    init(
        of content: ZoneContent, answering exchange: Exchange, with options: AnswerOptions, slot: TransferSlots.Slot, log: TransferLog,
        title: String
    ) {
        var content = content
        encoder = TransferEncoder(answering: exchange.query, options: options) { content.next() }
        cookie = exchange.cookie
        self.slot = slot
        self.log = log
        self.title = title
    }

    deinit {
        let now = ContinuousClock.now
        let amount = "\(encoder.recordCount) records, \(octets) octets, \((now - begin).inMilliseconds)"
        if encoder.isFinished {
            log.tell(.transferred, "transferred \(title), \(amount)", at: now)
        } else {
            log.tell(.brokenOff, "transfer broken off: \(title), \(amount)", at: now)
        }
    }

    func next(into reply: inout [UInt8]) -> Bool {
        encoder.encode(into: &reply)
        cookie?.write(into: &reply)
        cookie = nil
        octets += reply.count
        return !encoder.isFinished
    }
}

extension Duration {
    /// To a tenth of a millisecond.
    fileprivate var inMilliseconds: String {
        "\((self / .microseconds(100)).rounded() / 10) ms"
    }
}
