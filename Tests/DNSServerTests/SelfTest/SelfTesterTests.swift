import DNSModel
import DNSServer
import Dispatch
import Synchronization
import Testing

@Suite("A server asks itself", .timeLimit(.minutes(20)))
struct SelfTesterTests {
    /// What one queue's answerer does.
    private enum Behaviour {
        case answers
        case isSilent
        /// Hangs until it is released.
        case hangs
    }

    private final class Gate: Sendable {
        let isOpen = Atomic(false)
    }

    private final class EchoAnswerer: MessageAnswerer {
        private let behaviour: Behaviour
        private let gate: Gate

        init(_ behaviour: Behaviour, _ gate: Gate) {
            self.behaviour = behaviour
            self.gate = gate
        }

        func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
            if behaviour == .hangs { wait(for: "the test") { gate.isOpen.load(ordering: .acquiring) } }
            guard behaviour != .isSilent || gate.isOpen.load(ordering: .acquiring) else { return .now }
            for index in message.indices { reply.append(message[index]) }
            reply[2] |= 0x80
            return .now
        }
    }

    /// What a tester of such workers and streams finds at first, and what when they are well again.
    private static func outcomes(
        workers: [Behaviour], streams: Behaviour, _ body: (SelfTestSchedule.Outcome?, ListenAddress) throws -> Void
    ) throws {
        let gate = Gate()
        let told = Mutex<[SelfTestSchedule.Outcome]>([])
        var behaviours = workers + [streams]
        try withServer(workers: workers.count, answerer: { _ in EchoAnswerer(behaviours.removeFirst(), gate) }) { listeners, address in
            let question = SelfTestQuestion(in: DomainName("cluster.local"))
            let tester = SelfTester(of: listeners, question, watchdog: nil) { outcome in told.withLock { $0.append(outcome) } }
            tester.start()
            try body(told.withLock(\.first), address)
            gate.isOpen.store(true, ordering: .releasing)
            wait(for: "everything to answer") {
                told.withLock { if case .passed = $0.last { true } else { false } }
            }
            tester.stop()
        }
    }

    @Test("One that answers everywhere passes", arguments: [1, 2, 5])
    func passes(workers: Int) throws {
        try Self.outcomes(workers: Array(repeating: .answers, count: workers), streams: .answers) { outcome, _ in
            #expect(outcome == .passed(isMended: false))
        }
    }

    @Test("A worker that hangs is missed, though the others answer")
    func hangingWorker() throws {
        try Self.outcomes(workers: [.answers, .hangs, .answers], streams: .answers) { outcome, address in
            #expect(outcome == .missed([.socket(address, worker: 1)]))
        }
    }

    @Test("A worker that is silent is missed, though its queue runs and the others answer")
    func silentWorker() throws {
        try Self.outcomes(workers: [.isSilent, .answers], streams: .answers) { outcome, address in
            #expect(outcome == .missed([.socket(address, worker: 0)]))
        }
    }

    @Test("TCP that is silent, or hangs, is missed", arguments: [Behaviour.isSilent, .hangs])
    private func silentStreams(streams: Behaviour) throws {
        try Self.outcomes(workers: [.answers], streams: streams) { outcome, address in
            #expect(outcome == .missed([.stream(address)]))
        }
    }
}
