import DNSModel
import Glibc
import TestSupport

/// A client that asks for Services at a modest rate and measures how long each answer takes.
struct QuietClient {
    private let sockets: [ProbeSocket]
    private let queries: [[UInt8]]
    private let pause: Duration
    private var count = 0

    /// Several sockets: the kernel gives them to different workers of the server.
    private static let sockets = 8

    init(_ catalogue: ServiceCatalogue, perSecond rate: Int, port: UInt16, from source: UInt32) throws {
        sockets = try (0..<Self.sockets).map { _ in try ProbeSocket(port: port, from: source) }
        queries = (0..<catalogue.count).compactMap { DomainName(catalogue.host($0)).map { QueryOctets.query($0, .a) } }
        pause = .seconds(1) / rate
    }

    /// Asks for so long: microseconds of each answer, and how many were lost.
    mutating func ask(for duration: Duration) throws -> (microseconds: [Double], lost: Int) {
        var (microseconds, lost) = ([Double](), 0)
        var due = ContinuousClock.now
        let end = due + duration
        while due < end {
            try Interruption.check()
            let begin = ContinuousClock.now
            let answer = sockets[count % sockets.count].exchange(queries[count % queries.count])
            count += 1
            if answer?.count ?? 0 > 7, answer?[7] == 1 {
                microseconds.append((ContinuousClock.now - begin).inSeconds * 1e6)
            } else {
                lost += 1
            }
            due = max(due + pause, .now)
            usleep(useconds_t(max(0, (due - .now).inSeconds * 1e6)))
        }
        return (microseconds, lost)
    }
}
