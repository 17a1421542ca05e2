import DNSModel
import TestSupport

/// Asks for all that changes, one question after the other, as fast as the answers come, and sees to it that no answer is lost, mixed
/// or older than the one before.
struct Prober {
    private let sockets: [ProbeSocket]
    private let queries: [[UInt8]]
    private var count = 0
    private var lastAnswer = ContinuousClock.now
    /// The newest version that an answer was from.
    private(set) var newest = 0
    private(set) var findings = ProbeFindings()

    /// Several sockets: the kernel gives them to different workers of the server.
    private static let sockets = 5

    init(port: UInt16) throws {
        sockets = try (0..<Self.sockets).map { _ in try ProbeSocket(port: port) }
        queries = GenerationManifest.questions.compactMap { question in
            DomainName(question.name).map { QueryOctets.query($0, RecordType(rawValue: question.type)) }
        }
    }

    /// Asks once; every question comes to every socket.
    mutating func probe() {
        let query = queries[count % queries.count]
        let socket = sockets[count / queries.count % sockets.count]
        count += 1
        let answer = socket.exchange(query)
        let now = ContinuousClock.now
        findings.take(answer.map(GenerationReading.init), after: now - lastAnswer, newest: &newest)
        lastAnswer = now
    }

    /// Asks until an answer is from this version and returns when that came; nil when it did not within the bound.
    mutating func probe(until generation: Int, atMost bound: Duration) throws -> ContinuousClock.Instant? {
        lastAnswer = .now
        let end = lastAnswer + bound
        while newest < generation {
            if lastAnswer > end { return nil }
            try Interruption.check()
            probe()
        }
        return lastAnswer
    }

    /// Asks for this long.
    mutating func probe(for duration: Duration) throws {
        lastAnswer = .now
        let end = lastAnswer + duration
        repeat {
            try Interruption.check()
            probe()
        } while lastAnswer < end
    }
}
