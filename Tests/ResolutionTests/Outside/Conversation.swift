import DNSModel
import Testing

/// A query, what is asked upstream for it and said there, and the response that must come: one paragraph of Tests/Conversations.
struct Conversation: CustomTestStringConvertible {
    let query: Query
    let client: IPAddress
    /// The questions for upstream, each with its answer.
    private(set) var upstream: [(question: String, outcome: UpstreamOutcome)] = []
    /// The response, line by line.
    private(set) var expected: [String] = []
    let testDescription: String

    /// The conversations of a text; a line that cannot be read is our own mistake.
    static func all(in text: String) -> [Conversation] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter { !$0.hasPrefix(";") }
        return lines.split(separator: "").map { Conversation(Array($0)) }
    }

    private init(_ lines: [String]) {
        let words = lines[0].split(separator: " ").map(String.init)
        precondition(words.count >= 3 && words[0] == ">", "\(lines[0]) is no question")
        testDescription = lines[0]
        query = Self.query(words)
        client = words.firstIndex(of: "from").flatMap { IPAddress(words[$0 + 1]) } ?? .v4(IPv4Address(0x7F00_0001))
        var said: [String] = []
        for line in lines.dropFirst() + ["<"] {
            if line.hasPrefix("?") || line.hasPrefix("<"), !said.isEmpty {
                upstream.append((String(said[0].dropFirst(2)), CannedAnswer.outcome(Array(said.dropFirst()), to: query.question.type)))
                said = []
            }
            if line.hasPrefix("?") || !said.isEmpty { said.append(line) } else { expected.append(line) }
        }
        expected.removeLast()
    }

    private static func query(_ words: [String]) -> Query {
        let extensions = ExtensionMechanisms(version: 0, payloadSize: 1232, dnssecOK: words.contains("DO"))
        return Query(
            identifier: 1, recursionDesired: !words.contains("norecurse"), checkingDisabled: words.contains("CD"),
            understandsAuthentic: words.contains("AD"),
            question: Question(name: CannedAnswer.name(words[1]), type: CannedAnswer.type(words[2])),
            extensions: words.contains("plain") ? nil : extensions)
    }
}

/// What upstream says, from its text, and responses as text.
enum CannedAnswer {
    static func outcome(_ lines: [String], to type: RecordType) -> UpstreamOutcome {
        let words = lines[0].split(separator: " ").map(String.init)
        let rest = words.dropFirst(2)
        if words[1] == "failure" { return .failure(error(rest[2], rest.dropFirst().joined(separator: " "))) }
        let validation: UpstreamAnswer.Validation =
            words[1] == "bogus" ? .bogus(rest.joined(separator: " ")) : rest.contains("secure") ? .secure : .insecure
        let isNothing = words[1] == "NXDOMAIN"
        let answer = UpstreamAnswer(
            to: type, responseCode: isNothing ? .nameError : .noError, validation: validation,
            answer: lines.dropFirst().filter { !$0.hasPrefix("~") }.map(record),
            authority: lines.filter { $0.hasPrefix("~") }.map { record(String($0.dropFirst(2))) })
        return .answer(answer, rest.contains("stale") ? error(isNothing ? "19" : "3", "stale") : nil)
    }

    private static func error(_ code: String, _ text: String) -> ExtendedDNSError {
        ExtendedDNSError(UInt16(code).flatMap(ExtendedDNSError.Code.init) ?? .other, text)
    }

    static func lines(_ response: Response) -> [String] {
        let flags = [
            (response.isAuthoritative, "AA"), (response.isAuthentic, "AD"), (!response.recursionAvailable, "without RA"),
        ]
        return [(["<", response.responseCode.description] + flags.filter(\.0).map(\.1)).joined(separator: " ")]
            + response.answer.map(line) + response.authority.map { "~ " + line($0) }
            + (response.extendedError.map { ["! \($0.code.rawValue) \($0.text)"] } ?? [])
    }

    static func name(_ text: String) -> DomainName {
        guard let name = DomainName(text) else { preconditionFailure("no name: \(text)") }
        return name
    }

    static func type(_ text: String) -> RecordType {
        let known = (1...257).lazy.map { RecordType(rawValue: $0) }.first { $0.description == text }
        guard let type = known ?? UInt16(text.dropFirst(4)).map(RecordType.init(rawValue:)) else { preconditionFailure("no type: \(text)") }
        return type
    }

    private static func record(_ line: String) -> ResourceRecord {
        let words = line.split(separator: " ").map(String.init)
        guard words.count > 4, let timeToLive = UInt32(words[1]) else { preconditionFailure("no record: \(line)") }
        return ResourceRecord(owner: name(words[0]), timeToLive: timeToLive, data: data(type(words[3]), Array(words.dropFirst(4))))
    }

    private static func data(_ type: RecordType, _ words: [String]) -> RecordData {
        switch type {
        case .cname: .cname(name(words[0]))
        case .ns: .ns(name(words[0]))
        case .ptr: .ptr(name(words[0]))
        case .soa: startOfAuthority(words)
        case .a, .aaaa: IPAddress(words[0]).map(RecordData.init(address:)) ?? .other(type, [])
        default: .other(type, octets(words[1]))
        }
    }

    private static func startOfAuthority(_ words: [String]) -> RecordData {
        let numbers = words.compactMap { UInt32($0) }
        return .soa(
            StartOfAuthority(
                primaryServer: name(words[0]), mailbox: name(words[1]), serial: numbers[0], refresh: numbers[1], retry: numbers[2],
                expire: numbers[3], minimum: numbers[4]))
    }

    private static func octets(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    }

    private static func line(_ record: ResourceRecord) -> String {
        "\(record.owner) \(record.timeToLive) IN \(record.data.type) \(text(of: record.data))"
    }

    private static func text(of data: RecordData) -> String {
        switch data {
        case .a(let address): "\(address)"
        case .aaaa(let address): "\(address)"
        case .cname(let name), .ns(let name), .ptr(let name): "\(name)"
        case .soa(let soa):
            "\(soa.primaryServer) \(soa.mailbox) \(soa.serial) \(soa.refresh) \(soa.retry) \(soa.expire) \(soa.minimum)"
        case .other(_, let octets): "\\# " + octets.map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined()
        case .srv, .txt, .hinfo: "\(data)"
        }
    }
}
