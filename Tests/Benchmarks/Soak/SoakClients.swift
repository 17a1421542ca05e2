import DNSModel
import TestSupport

/// The clients of a soak, a thread each, until the tally has ended: those that ask as they should, and get their answers.
struct SoakClients: Sendable {
    let port: UInt16
    let tree: ServiceTree
    let tally: SoakTally

    /// Where those come from that ask as they should, so that the kernel spreads them and no limit of one client holds them.
    private static let source = "127.0.0.1"
    private static let sockets = 8
    /// Queries that are on their way at once: few enough for the queue of a socket.
    private static let burst = 20
    /// Of so many answers over UDP one is read to its last record.
    private static let share = 5

    /// Starts a client on a thread of its own.
    func start(_ body: @escaping @Sendable (SoakClients) throws -> Void) -> Background<Void> {
        Background {
            do { try body(self) } catch { tally.count { $0.addWrong("a client ended: \(error)") } }
        }
    }

    /// Names of the cluster over UDP, so many queries a second.
    func askByDatagrams(perSecond: Int) throws {
        let sockets = try (0..<Self.sockets).map { _ in try SoakSocket(.datagrams, port: port, source: Self.source) }
        var questions = SoakQuestions(tree, seed: 1)
        var pace = Pace(perSecond: perSecond / Self.burst)
        var turn = 0
        while !tally.hasEnded {
            pace.wait()
            turn += 1
            let burst = questions.inside(Self.burst)
            let answers = sockets[turn % sockets.count].exchange(burst.map(\.query), .datagrams)
            tally.take(answers, to: burst, readingOneOf: Self.share)
        }
    }

    /// Names outside over UDP: each is answered, if only by SERVFAIL, whatever becomes of upstream.
    func askOutside() throws {
        let socket = try SoakSocket(.datagrams, port: port, source: Self.source)
        var questions = SoakQuestions(tree, seed: 2)
        var pace = Pace(perSecond: 10)
        while !tally.hasEnded {
            pace.wait()
            let burst = questions.outside(Self.burst)
            tally.take(socket.exchange(burst.map(\.query), .datagrams), to: burst)
        }
    }

    /// Names of the cluster over TCP: many queries of a connection at once, and now and then another connection.
    func askByStreams() throws {
        var questions = SoakQuestions(tree, seed: 3)
        var pace = Pace(perSecond: 20)
        while !tally.hasEnded {
            let socket = try SoakSocket(.stream, port: port, source: Self.source)
            tally.count { $0.connections += 1 }
            for _ in 0..<50 where !tally.hasEnded {
                pace.wait()
                let burst = questions.inside(Self.burst)
                tally.take(socket.exchange(burst.map(\.query), .stream), to: burst)
            }
        }
    }

    /// The names that change: no answer may be of two versions, or older than the one before.
    func probe() throws {
        var prober = try Prober(port: port)
        var pace = Pace(perSecond: 100)
        var before = ProbeFindings()
        while !tally.hasEnded {
            pace.wait()
            prober.probe()
            let findings = prober.findings
            tally.count { counts in
                counts.answered += findings.answers - before.answers
                counts.read += findings.answers - before.answers
                counts.lost += findings.lost - before.lost
                if findings.mistakes > before.mistakes {
                    counts.addWrong("names that change: \(findings.mixed) mixed, \(findings.backwards) older, \(findings.unexpected) other")
                }
            }
            before = findings
        }
    }

    /// The whole zone over TCP, again and again.
    func transfer() throws {
        let query = SoakQuestion(ServiceCatalogue.zone, .axfr, is: .someRecords)?.query ?? []
        var pace = Pace(perSecond: 1)
        var seconds = 0
        while !tally.hasEnded {
            pace.wait()
            seconds += 1
            guard seconds % 5 == 0 else { continue }
            let socket = try SoakSocket(.stream, port: port, source: Self.source)
            socket.send(SoakSocket.framed(query))
            let records = Self.records(from: socket)
            tally.count { counts in
                if records > tree.catalogue.count { counts.transfers += 1 } else { counts.addWrong("a zone of \(records) records") }
            }
        }
    }

    /// How many records come, from one SOA to the other; 0 when the other does not come.
    private static func records(from socket: SoakSocket) -> Int {
        var (records, starts) = (0, 0)
        while let message = socket.receive(.stream) {
            var walk = RecordWalk(message)
            while let record = walk.next() {
                records += 1
                if record.type == .soa { starts += 1 }
            }
            if starts == 2 { return records }
        }
        return 0
    }
}
