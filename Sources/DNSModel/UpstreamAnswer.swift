/// What the servers upstream said of one question: checked records, and how far they can be believed.
package struct UpstreamAnswer: Hashable, Sendable {
    /// The type that was asked for.
    package let type: RecordType
    /// NOERROR or NXDOMAIN: everything else is a failure.
    package let responseCode: ResponseCode
    /// What DNSSEC says of it.
    package let validation: Validation
    /// The answer section: aliases first, as they came.
    package let answer: [ResourceRecord]
    /// The authority section: the SOA of a negative answer, whose time is at most its MINIMUM (RFC 2308 §3), and what proves it.
    package let authority: [ResourceRecord]

    /// An answer of these parts.
    package init(
        to type: RecordType, responseCode: ResponseCode, validation: Validation, answer: [ResourceRecord], authority: [ResourceRecord]
    ) {
        self.type = type
        self.responseCode = responseCode
        self.validation = validation
        self.answer = answer
        self.authority = authority.map(\.limitedToMinimum)
    }

    /// What DNSSEC says of an answer (RFC 4035 §4.3).
    package enum Validation: Hashable, Sendable {
        /// Its zone is not signed, or nothing is validated.
        case insecure
        /// Every signature was verified.
        case secure
        /// A signature that must be there is missing or wrong; why, for people.
        case bogus(String)
    }
}

extension UpstreamAnswer {
    /// Whether it is a referral to other servers: no answer, and no SOA that says so (RFC 2308 §2.2).
    package var isReferral: Bool {
        responseCode == .noError && isNegative && !hasStart && authority.contains { $0.data.type == .ns }
    }

    /// Whether there is no such name, or no record of the type at it.
    private var isNegative: Bool {
        responseCode == .nameError || !answer.contains { $0.data.type == type || type == .any }
    }

    private var hasStart: Bool {
        authority.contains { $0.data.type == .soa }
    }

    /// How long the answer may be remembered, in seconds: the least time of its records; 0 where it has none, and for a negative
    /// one without an SOA (RFC 2308 §5).
    package var timeToLive: UInt32 {
        guard !isNegative || hasStart else { return 0 }
        let positive = answer.reduce(UInt32.max) { min($0, $1.timeToLive) }
        let least = authority.reduce(positive) { min($0, $1.timeToLive) }
        return least
    }

    /// The answer after so many seconds: no time goes below 0.
    package func aged(by seconds: UInt32) -> UpstreamAnswer {
        withTimes { $0 > seconds ? $0 - seconds : 0 }
    }

    /// The answer whose records all have this time, in seconds (RFC 8767 §5); the SOA of a negative one still at most its MINIMUM.
    package func with(timeToLive: UInt32) -> UpstreamAnswer {
        withTimes { _ in timeToLive }
    }

    private func withTimes(_ change: (UInt32) -> UInt32) -> UpstreamAnswer {
        UpstreamAnswer(
            to: type, responseCode: responseCode, validation: validation, answer: answer.map { $0.with(timeToLive: change($0.timeToLive)) },
            authority: authority.map { $0.with(timeToLive: change($0.timeToLive)) })
    }

    /// About how many octets the answer takes in memory. Names that records share are counted for each of them: it is never less
    /// by more than what the allocator adds.
    package var approximateOctets: Int {
        let records = answer.reduce(0) { $0 + $1.approximateOctets } + authority.reduce(0) { $0 + $1.approximateOctets }
        return MemoryLayout<UpstreamAnswer>.stride + records + validation.approximateOctets
    }
}

/// What an array has in front of its elements.
private let arrayHeader = 32

extension UpstreamAnswer.Validation {
    fileprivate var approximateOctets: Int {
        switch self {
        case .insecure, .secure: 0
        case .bogus(let reason): arrayHeader + reason.utf8.count
        }
    }
}

extension ResourceRecord {
    /// The record with this time.
    fileprivate func with(timeToLive: UInt32) -> ResourceRecord {
        ResourceRecord(owner: owner, timeToLive: timeToLive, data: data)
    }

    /// The record, or if it is an SOA that is longer remembered than it says itself, with that time.
    fileprivate var limitedToMinimum: ResourceRecord {
        guard case .soa(let start) = data, start.minimum < timeToLive else { return self }
        return with(timeToLive: start.minimum)
    }

    fileprivate var approximateOctets: Int {
        MemoryLayout<ResourceRecord>.stride + owner.approximateOctets + data.approximateOctets
    }
}

extension DomainName {
    fileprivate var approximateOctets: Int {
        arrayHeader + octets.count
    }
}

extension RecordData {
    /// What the data has behind pointers.
    fileprivate var approximateOctets: Int {
        switch self {
        case .a, .aaaa: 0
        case .cname(let name), .ns(let name), .ptr(let name): name.approximateOctets
        case .srv(let location): location.target.approximateOctets
        case .txt(let strings): strings.reduce(arrayHeader) { $0 + MemoryLayout<[UInt8]>.stride + arrayHeader + $1.count }
        case .soa(let start): start.primaryServer.approximateOctets + start.mailbox.approximateOctets
        case .hinfo(let cpu, let os): 2 * arrayHeader + cpu.count + os.count
        case .other(_, let octets): arrayHeader + octets.count
        }
    }
}
