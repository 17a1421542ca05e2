import DNSServer
import Glibc
import Testing

@Suite(.timeLimit(.minutes(20))) struct ConnectionDeadlinesTests {
    /// What a client does, and what is asked of its time.
    enum Line: Sendable {
        case read(endedMessage: Bool, leftPart: Bool)
        case wrote(queued: UInt64, sent: UInt64)
        case awaits
        case finished
        case found(oldestOfOthers: Double?)
        case asked(ConnectionDeadlines.Verdict)
    }

    @Test(
        "idle 10 s, a message 5 s, unread answers 10 s, answers to find 60 s",
        arguments: [
            (
                "a connection that says nothing",
                [(9.9, .asked(.stay)), (10, .asked(.idle))]
            ),
            (
                "each message begins a new quiet time",
                [
                    (9, .read(endedMessage: true, leftPart: false)), (18.9, .asked(.stay)), (19, .asked(.idle)),
                ]
            ),
            (
                "a message has one time limit from its first octet, however it trickles",
                [
                    (1, .read(endedMessage: false, leftPart: true)), (3, .read(endedMessage: false, leftPart: true)),
                    (5.9, .read(endedMessage: false, leftPart: true)), (5.9, .asked(.stay)), (6, .asked(.messageLate)),
                ]
            ),
            (
                "a first octet just before the end of the quiet time gets its whole limit",
                [(9, .read(endedMessage: false, leftPart: true)), (13.9, .asked(.stay)), (14, .asked(.messageLate))]
            ),
            (
                "the part behind a whole message has a limit of its own",
                [
                    (1, .read(endedMessage: false, leftPart: true)), (5, .read(endedMessage: true, leftPart: true)),
                    (9.9, .asked(.stay)), (10, .asked(.messageLate)),
                ]
            ),
            (
                "a message in time ends its limit",
                [
                    (1, .read(endedMessage: false, leftPart: true)), (5, .read(endedMessage: true, leftPart: false)),
                    (14.9, .asked(.stay)), (15, .asked(.idle)),
                ]
            ),
            (
                "answers that are never read",
                [(1, .wrote(queued: 100, sent: 0)), (10.9, .asked(.stay)), (11, .asked(.answersUnread))]
            ),
            (
                "answers read an octet at a time get one limit, not one each",
                [
                    (1, .wrote(queued: 100, sent: 0)), (5, .wrote(queued: 100, sent: 1)), (10, .wrote(queued: 100, sent: 2)),
                    (11, .asked(.answersUnread)),
                ]
            ),
            (
                "new answers do not renew the limit of old ones",
                [(1, .wrote(queued: 100, sent: 0)), (10, .wrote(queued: 200, sent: 99)), (11, .asked(.answersUnread))]
            ),
            (
                "a client that keeps reading may always be owed something",
                [
                    (1, .wrote(queued: 100, sent: 0)), (10, .wrote(queued: 200, sent: 100)), (19, .wrote(queued: 300, sent: 200)),
                    (28.9, .asked(.stay)), (29, .asked(.answersUnread)),
                ]
            ),
            (
                "when all is read a quiet time begins",
                [
                    (1, .wrote(queued: 100, sent: 0)), (10, .wrote(queued: 100, sent: 100)), (19.9, .asked(.stay)),
                    (20, .asked(.idle)),
                ]
            ),
            (
                "answers that leave at once owe nothing and renew nothing",
                [(9, .wrote(queued: 100, sent: 100)), (10, .asked(.idle))]
            ),
            (
                "a client that waits for an answer is not idle, and when that is found a quiet time begins",
                [
                    (1, .awaits), (50, .asked(.stay)), (50, .found(oldestOfOthers: nil)), (59.9, .asked(.stay)), (60, .asked(.idle)),
                ]
            ),
            (
                "while an answer is waited for what else is asked changes nothing; behind it each message begins a new quiet time",
                [
                    (1, .awaits), (2, .read(endedMessage: true, leftPart: false)), (40, .asked(.stay)), (50, .found(oldestOfOthers: nil)),
                    (55, .read(endedMessage: true, leftPart: false)), (64.9, .asked(.stay)), (65, .asked(.idle)),
                ]
            ),
            (
                "an answer that is never found has one limit from its question, whatever else is found",
                [
                    (1, .awaits), (2, .awaits), (30, .found(oldestOfOthers: 2)), (50, .awaits), (61.9, .asked(.stay)),
                    (62, .asked(.answerMissing)),
                ]
            ),
            (
                "a client that sends no more waits for an answer 5 s from its question",
                [(1, .awaits), (2, .finished), (5.9, .asked(.stay)), (6, .asked(.answerMissing))]
            ),
            (
                "a client that waits for an answer has to read others and to end its messages all the same",
                [
                    (1, .awaits), (2, .read(endedMessage: false, leftPart: true)), (7, .asked(.messageLate)),
                    (8, .wrote(queued: 100, sent: 0)), (18, .asked(.answersUnread)),
                ]
            ),
        ] as [(String, [(Double, Line)])])
    func keepsTime(story: String, lines: [(Double, Line)]) {
        let start = ContinuousClock.now
        var deadlines = ConnectionDeadlines(limits: TCPLimits(), openedAt: start)
        for (second, line) in lines {
            let now = start + .seconds(second)
            switch line {
            case .read(let endedMessage, let leftPart): deadlines.read(endedMessage: endedMessage, leftPart: leftPart, at: now)
            case .wrote(let queued, let sent): deadlines.wrote(queued: queued, sent: sent, at: now)
            case .finished: deadlines.clientFinished()
            case .awaits: deadlines.awaits(at: now)
            case .found(let oldest): deadlines.found(oldestOfOthers: oldest.map { start + .seconds($0) }, at: now)
            case .asked(let verdict): #expect(deadlines.verdict(at: now) == verdict, "\(story), at \(second) s")
            }
        }
    }

    @Test("octets of an unfinished message do not make a connection less quiet")
    func ranksByMessages() {
        let start = ContinuousClock.now
        var deadlines = ConnectionDeadlines(limits: TCPLimits(), openedAt: start)
        deadlines.read(endedMessage: false, leftPart: true, at: start + .seconds(3))
        #expect(deadlines.quietSince == start)
        deadlines.read(endedMessage: true, leftPart: false, at: start + .seconds(4))
        #expect(deadlines.quietSince == start + .seconds(4))
    }

    @Test(
        "an error of accept says whether to go on, rest, or make room",
        arguments: [
            (EAGAIN, AcceptFailure.nothingWaiting), (ECONNABORTED, .connectionGone), (EPROTO, .connectionGone),
            (ENETDOWN, .connectionGone), (EMFILE, .noDescriptor), (ENFILE, .noDescriptor), (ENOMEM, .exhausted), (ENOBUFS, .exhausted),
            (EBADF, .exhausted),
        ])
    func classifiesAcceptErrors(number: Int32, failure: AcceptFailure) {
        #expect(AcceptFailure(SystemError(number)) == failure)
    }
}
