import DNSModel

/// Where a message has its times, so that they can be counted down in its octets.
package enum TimeToLiveOffsets {
    /// Appends the offset of each record's time, but for OPT, which has none. Whether the message can be walked to its end.
    package static func append(of message: Span<UInt8>, to offsets: inout [UInt16]) -> Bool {
        guard message.count <= AnswerLimit.stream, let header = MessageHeader(of: message) else { return false }
        var reader = PacketReader(at: MessageHeader.length)
        for _ in 0..<header.questionCount { guard QuestionOutline(&reader, of: message) != nil else { return false } }
        for _ in 0..<(Int(header.answerCount) + Int(header.authorityCount) + Int(header.additionalCount)) {
            guard let record = RecordOutline(&reader, of: message) else { return false }
            // In front of the RDATA: four octets of time and two of its length.
            if record.type != .opt { offsets.append(UInt16(truncatingIfNeeded: record.data.lowerBound - 6)) }
        }
        return reader.position == message.count
    }
}
