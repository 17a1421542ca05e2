import DNSModel
import Dispatch
import Glibc

/// Has a server answer questions of its own: the sockets and the clock of the self-test, on a queue of its own, which may wait.
package final class SelfTester: @unchecked Sendable {  // all state is touched on `queue` alone
    private let queue = DispatchQueue(label: "svcdns.selftest")
    private let listeners: Listeners
    private let question: SelfTestQuestion
    private let onOutcome: @Sendable (SelfTestSchedule.Outcome) -> Void
    private let onHindrance: @Sendable (SystemError) -> Void
    private let firstOutcome = DispatchSemaphore(value: 0)
    private let counts = WorkerCounts()
    private let interval: Duration?
    private var schedule: SelfTestSchedule
    private var round: SelfTestRound
    private var isStopped = false

    /// How long one attempt waits, at UDP and again at TCP.
    private static let attemptBound = Duration.milliseconds(100)
    /// How often an attempt asks by UDP: a worker that the kernel has left out is asked then.
    private static let waves = 4
    /// UDP questions of one attempt to an address, for each worker: the kernel's choice leaves hardly one out.
    private static let questionsPerWorker = 4
    /// The most of them, each of which has a socket.
    private static let mostQuestions = 64

    /// A tester that does nothing before `start`. Both closures are called on its queue: `onHindrance` where it
    /// lacks descriptors to ask with.
    package init(
        of listeners: Listeners, _ question: SelfTestQuestion, watchdog interval: Duration?,
        onHindrance: @escaping @Sendable (SystemError) -> Void = { _ in },
        onOutcome: @escaping @Sendable (SelfTestSchedule.Outcome) -> Void
    ) {
        self.listeners = listeners
        self.question = question
        self.onHindrance = onHindrance
        self.onOutcome = onOutcome
        self.interval = interval
        schedule = SelfTestSchedule(watchdog: interval, now: .now)
        round = listeners.selfTestRound
    }

    /// Begins; returns when everything has answered, or when that has taken too long.
    package func start() {
        queue.async { [self] in
            schedule = SelfTestSchedule(watchdog: interval, now: .now)
            attempt()
        }
        firstOutcome.wait()
    }

    /// Asks no more.
    package func stop() {
        queue.async { self.isStopped = true }
        firstOutcome.signal()
    }

    private func attempt() {
        guard !isStopped else { return }
        askByDatagram(until: .now + Self.attemptBound)
        askByStream(until: .now + Self.attemptBound)
        let outcome = schedule.attempted(unseen: round.unseen, now: .now)
        if round.unseen.isEmpty { round = listeners.selfTestRound }
        if let outcome { tell(outcome) }
        attemptAgain()
    }

    private func tell(_ outcome: SelfTestSchedule.Outcome) {
        onOutcome(outcome)
        firstOutcome.signal()
    }

    private func attemptAgain() {
        guard let next = schedule.nextAttempt else { return }
        queue.asyncAfter(deadline: .now() + (next - .now).dispatchInterval) { self.attempt() }
    }

    private func askByDatagram(until end: ContinuousClock.Instant) {
        guard round.awaitsDatagrams else { return }
        count(until: end)
        for _ in 0..<Self.waves where round.awaitsDatagrams {
            for address in round.askedByDatagram { askByDatagram(address, until: end) }
            count(until: end)
        }
    }

    private func count(until end: ContinuousClock.Instant) {
        let told = counts.collect(from: listeners, until: .now() + (end - .now).dispatchInterval)
        for (worker, sent) in told { round.counted(sent, by: worker) }
    }

    /// All are sent before the first answer is waited for: a worker that hangs keeps only its own waiting.
    private func askByDatagram(_ address: ListenAddress, until end: ContinuousClock.Instant) {
        var asked: [(query: [UInt8], exchange: DatagramExchange)] = []
        do throws(SystemError) {
            for _ in 0..<min(Self.questionsPerWorker * listeners.workerCount, Self.mostQuestions) {
                let query = newQuery()
                let exchange = try DatagramExchange(sending: query, to: address.asked, from: address.asking)
                asked.append((query, exchange))
            }
        } catch {
            take(error, of: address)
        }
        for (query, exchange) in asked where exchange.wait(atMost: end - .now) {
            guard let answer = exchange.received(), question.isAnswered(by: answer, to: query) else { continue }
            round.seen(.datagrams(address))
        }
    }

    private func askByStream(until end: ContinuousClock.Instant) {
        for address in round.askedByStream {
            let query = newQuery()
            do throws(SystemError) {
                let exchange = try StreamExchange(to: address.asked, from: address.asking)
                guard let answer = exchange.answer(to: query, until: end), question.isAnswered(by: answer, to: query) else { continue }
                round.seen(.stream(address))
            } catch {
                take(error, of: address)
            }
        }
    }

    private func newQuery() -> [UInt8] {
        question.message(identifier: .random(in: .min ... .max))
    }

    private func take(_ error: SystemError, of address: ListenAddress) {
        // Without a descriptor nobody can ask, and whoever has asked before is answered all the same: the workers' word counts.
        if error.meansNoDescriptor { onHindrance(error) }
        if error.meansForeignAddress || error.meansNoDescriptor { round.cannotAsk(address) }
    }
}

extension ListenAddress {
    /// Where this machine finds what listens here.
    fileprivate var asked: ListenAddress {
        ListenAddress(address.isUnspecified ? .loopback(address.family) : address, interface: interface, port: port)
    }

    /// Who asks: the same address, so that nothing leaves this machine where it has the address no more.
    fileprivate var asking: ListenAddress {
        ListenAddress(asked.address, interface: interface, port: 0)
    }
}

extension IPAddress {
    fileprivate static func loopback(_ family: AddressFamily) -> IPAddress {
        switch family {
        case .ipv4: .v4(IPv4Address(0x7F00_0001))
        case .ipv6: .v6(IPv6Address(high: 0, low: 1))
        }
    }
}

extension SystemError {
    /// Whether the process, or the machine, has no descriptor left.
    fileprivate var meansNoDescriptor: Bool {
        number == EMFILE || number == ENFILE
    }

    /// Whether the machine does not have the address, or not any more.
    fileprivate var meansForeignAddress: Bool {
        [EADDRNOTAVAIL, ENODEV, EAFNOSUPPORT, ENETUNREACH, EHOSTUNREACH].contains(number)
    }
}

extension Listeners {
    fileprivate var selfTestRound: SelfTestRound {
        SelfTestRound(ofWorkers: datagramAddresses, streams: streamAddresses)
    }
}
