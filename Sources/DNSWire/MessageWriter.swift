import DNSModel

/// A message under construction, in a buffer that has been used before: once it is large enough nothing is allocated.
struct MessageWriter: ~Copyable {
    /// What `appendOPT` adds, without an option.
    static let lengthOfOPT = 11

    private(set) var octets: [UInt8] = []
    private let limit: Int
    private var names: CompressionTable
    /// The class of the question, and so of every record.
    private var recordClass = RecordClass.internet
    /// The owner that was written last, and where a pointer finds it: the records of an RRset follow each other.
    private var lastOwner: (octets: [UInt8], offset: Int?) = ([], nil)

    /// Takes the buffer and leaves room for the header. Records end at `limit`.
    init(reusing buffer: inout [UInt8], limit: Int, spelling: CompressionTable.Spelling = .ignored) {
        self.limit = limit
        names = CompressionTable(spelling)
        swap(&octets, &buffer)
        octets.removeAll(keepingCapacity: true)
        octets.append(contentsOf: repeatElement(0, count: MessageHeader.length))
    }

    /// Gives the buffer back, with the message and this header in it.
    mutating func finish(_ header: MessageHeader, into buffer: inout [UInt8]) {
        let words = header.words
        for index in words.indices { set(words[index], at: 2 * index) }
        swap(&octets, &buffer)
    }

    /// Appends the question in the spelling that it came in.
    mutating func append(_ question: Question) {
        recordClass = question.recordClass
        lastOwner = (question.name.octets, append(compressing: question.name))
        append(question.type.rawValue)
        append(question.recordClass.rawValue)
    }

    /// Appends whole records up to the first that does not fit; the number of those that stay. Where they are cut, so many
    /// octets before the limit stay free.
    mutating func append(asManyAsFitOf records: [ResourceRecord], reservedWhenCut reserve: Int = 0) -> Int {
        let records = records.span
        var uncut = (records: 0, octets: octets.count)
        for index in records.indices {
            append(records[index])
            if octets.count > limit {
                octets.removeSubrange(uncut.octets...)
                return uncut.records
            }
            if octets.count <= limit - reserve { uncut = (index + 1, octets.count) }
        }
        return records.count
    }

    /// Appends a record if it fits; whether it did.
    mutating func append(ifItFits record: ResourceRecord) -> Bool {
        let start = octets.count
        append(record)
        if octets.count <= limit { return true }
        octets.removeSubrange(start...)
        return false
    }

    /// Appends these records if all of them fit; whether they did.
    mutating func append(allOrNoneOf records: ArraySlice<ResourceRecord>) -> Bool {
        let start = octets.count
        let records = records.span
        for index in records.indices {
            append(records[index])
            guard octets.count <= limit else {
                octets.removeSubrange(start...)
                return false
            }
        }
        return true
    }

    /// Appends the OPT record (RFC 6891 §6.1.2) with these options, for which the limit has left room; for the error there may be
    /// room.
    mutating func appendOPT(
        responseCode: ResponseCode, dnssecOK: Bool, options: AnswerOptions = AnswerOptions(), error: ExtendedDNSError? = nil
    ) {
        let option = ExtendedErrorOption(error, room: limit - octets.count)
        octets.append(addingCapacity: Self.lengthOfOPT) { output in
            output.append(0 as UInt8)
            output.append(RecordType.opt.rawValue)
            output.append(UInt16(truncatingIfNeeded: AnswerLimit.payloadSize))
            output.append(UInt16(responseCode.rawValue >> 4 & 0xFF) << 8)
            output.append(dnssecOK ? 1 << 15 : UInt16(0))
            output.append(UInt16(truncatingIfNeeded: (option?.length ?? 0) + options.length))
        }
        if let option { append(option) }
        append(options)
    }

    /// The cookie stands last: it is written when the answer goes out.
    private mutating func append(_ options: AnswerOptions) {
        if !options.identity.isEmpty {
            append(QueryOptions.identity)
            append(UInt16(truncatingIfNeeded: options.identity.count))
            append(plain: options.identity)
        }
        if let idleTime = options.idleTime {
            append(QueryOptions.idleTime)
            append(2 as UInt16)
            append(idleTime)
        }
        if options.hasCookie {
            append(QueryOptions.cookie)
            append(UInt16(truncatingIfNeeded: CookieOption.length))
            for _ in 0..<3 { append(UInt64(0)) }
        }
    }

    private mutating func append(_ option: ExtendedErrorOption) {
        append(ExtendedErrorOption.number)
        append(UInt16(truncatingIfNeeded: option.length - 4))
        append(option.code)
        octets.append(contentsOf: option.text)
    }

    private mutating func append(_ record: ResourceRecord) {
        append(owner: record.owner)
        octets.append(addingCapacity: 10) { [recordClass] output in
            output.append(record.data.type.rawValue)
            output.append(recordClass.rawValue)
            output.append(record.timeToLive)
            output.append(UInt16(0))
        }
        let start = octets.count - 2
        append(record.data)
        set(UInt16(truncatingIfNeeded: octets.count - start - 2), at: start)
    }

    /// Arrays that share their storage, as the owners of an RRset do, compare at once.
    private mutating func append(owner: DomainName) {
        if let target = lastOwner.offset, lastOwner.octets == owner.octets {
            append(CompressionTable.pointer(to: target))
        } else {
            lastOwner = (owner.octets, append(compressing: owner))
        }
    }
}

extension MessageWriter {
    /// Appends two octets.
    mutating func append(_ number: UInt16) {
        octets.append(addingCapacity: 2) { $0.append(number) }
    }

    /// Appends four octets.
    mutating func append(_ number: UInt32) {
        octets.append(addingCapacity: 4) { $0.append(number) }
    }

    /// Appends eight octets.
    mutating func append(_ number: UInt64) {
        append(UInt32(truncatingIfNeeded: number >> 32))
        append(UInt32(truncatingIfNeeded: number))
    }

    /// Appends octets as they are: names that must not be compressed.
    mutating func append(plain name: DomainName) {
        octets.append(contentsOf: name.octets)
    }

    /// Appends octets as they are.
    mutating func append(plain octets: [UInt8]) {
        self.octets.append(contentsOf: octets)
    }

    /// Appends a length and at most 255 octets (RFC 1035 §3.3).
    mutating func append(characterString string: [UInt8]) {
        let string = string.prefix(255)
        octets.append(UInt8(truncatingIfNeeded: string.count))
        octets.append(contentsOf: string)
    }

    /// Appends a name whose end may be a pointer to an earlier one (RFC 1035 §4.1.4). Where a pointer finds the name now:
    /// nil when it is out of reach, and for the root, which is shorter than a pointer.
    @discardableResult
    mutating func append(compressing name: DomainName) -> Int? {
        let start = octets.count
        let labels = name.octets.span
        var label = 0
        while labels[label] > 0 {
            let place = names.place(of: labels, from: label)
            if let target = names.target(for: labels, from: label, at: place, in: octets.span) {
                octets.append(contentsOf: name.octets[..<label])
                append(CompressionTable.pointer(to: target))
                return label == 0 ? target : CompressionTable.reachable(start)
            }
            names.insert(start + label, at: place)
            label += 1 + Int(labels[label])
        }
        append(plain: name)
        return name.isRoot ? nil : CompressionTable.reachable(start)
    }

    private mutating func set(_ number: UInt16, at offset: Int) {
        octets[offset] = UInt8(truncatingIfNeeded: number >> 8)
        octets[offset + 1] = UInt8(truncatingIfNeeded: number)
    }
}

/// Numbers in the order of the network: several at once cost little more than one octet by itself.
extension OutputSpan<UInt8> {
    @inline(__always) fileprivate mutating func append(_ number: UInt16) {
        append(UInt8(truncatingIfNeeded: number >> 8))
        append(UInt8(truncatingIfNeeded: number))
    }

    @inline(__always) fileprivate mutating func append(_ number: UInt32) {
        append(UInt16(truncatingIfNeeded: number >> 16))
        append(UInt16(truncatingIfNeeded: number))
    }
}
