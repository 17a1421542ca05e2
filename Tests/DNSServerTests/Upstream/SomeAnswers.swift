import DNSModel
import DNSServer

/// Answers and questions that tests of names outside the cluster are about.
enum SomeAnswers {
    static let name: DomainName = "www.example.com"
    static let question = Question(name: name, type: .a)

    static func question(_ number: Int) -> Question {
        Question(name: DomainName("n\(number).example.com") ?? .root, type: .a)
    }

    static func address(
        timeToLive: UInt32, _ address: UInt32 = 1, validation: UpstreamAnswer.Validation = .insecure
    ) -> UpstreamAnswer {
        let record = ResourceRecord(owner: name, timeToLive: timeToLive, data: .a(IPv4Address(address)))
        return UpstreamAnswer(to: .a, responseCode: .noError, validation: validation, answer: [record], authority: [])
    }

    static func nameError(timeToLive: UInt32) -> UpstreamAnswer {
        let start = StartOfAuthority(
            primaryServer: "ns.example.com", mailbox: "mail.example.com", serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 3_600)
        let record = ResourceRecord(owner: "example.com", timeToLive: timeToLive, data: .soa(start))
        return UpstreamAnswer(to: .a, responseCode: .nameError, validation: .insecure, answer: [], authority: [record])
    }

    static let failure = UpstreamOutcome.failure(ExtendedDNSError(.noReachableAuthority, "silence"))
}

extension UpstreamOutcome {
    /// What a test compares: the code of the error, if any, and the TTL.
    var summary: String {
        switch self {
        case .answer(let answer, let error):
            "\(answer.responseCode) \(answer.timeToLive)" + (error.map { " error \($0.code.rawValue)" } ?? "")
        case .failure(let error): "failure \(error.code.rawValue)"
        }
    }
}

extension RememberedOutcome {
    var summary: String {
        outcome.summary
    }
}
