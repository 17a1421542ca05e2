package import DNSModel
package import Dispatch
package import Logging
import Upstream

/// Names outside the cluster: what is remembered of them, and the way to ask upstream. One a process, for every thread.
///
///     ask       any thread         known already, or waiting with others      UpstreamQuestions (behind a lock)
///     engine    its own queue      question -> libunbound -> reply             UpstreamDriver, RunningEngine
///     decode    its own queue      octets -> UpstreamAnswer, or a failure      DNSWire/UpstreamAnswerDecoder
///     tell      the asker's queue  to all who wait, and into the memory        UpstreamCache
package final class Forwarder: Sendable {
    private let questions: SharedQuestions
    private let driver: QueueConfined<UpstreamDriver>
    private let names: ProbeNames

    /// A forwarder that can be asked at once; what is to be mended in its configuration is known when this returns.
    /// The file, and the port of the servers that it names, are others in tests.
    package init(
        _ configuration: UpstreamConfiguration, logger: Logger, resolverFile: String = ResolverFile.path,
        resolverPort: UInt16 = UpstreamServer.defaultPort
    ) throws(StartError) {
        var generator = SystemRandomNumberGenerator()
        let queue = DispatchQueue(label: "svcdns.upstream")
        names = ProbeNames(using: &generator)
        questions = SharedQuestions(configuration)
        do throws(EngineError) {
            let driver = try UpstreamDriver(
                configuration, resolverFile: (resolverFile, resolverPort), names: names, questions: questions, logger: logger, on: queue)
            self.driver = QueueConfined(driver, on: queue)
        } catch {
            throw StartError(description: "cannot resolve names outside the cluster: \(error)")
        }
    }

    /// Begins to look after deadlines, resolv.conf and loops; called once, when probes can come back.
    package func start() {
        driver.async { $0.start() }
    }

    /// Ends everything; who waits is told nothing.
    package func stop() {
        driver.async { $0.stop() }
    }

    /// What is remembered of a question, its TTLs counted down, and how long a finished answer may be remembered: nil: not at all.
    package func remembered(_ question: Question) -> (outcome: UpstreamOutcome, until: ContinuousClock.Instant?)? {
        let (said, needsTaking) = questions.withLock { ($0.remembered(question, at: .now), $0.needsTaking()) }
        if needsTaking { driver.async { $0.work() } }
        return said.map { ($0.outcome.outcome, $0.until) }
    }

    /// Asks; `then` is called on the queue, later and once, unless it is cancelled there before.
    package func ask(
        _ question: Question, from client: IPAddress, on queue: DispatchQueue,
        then: @escaping @Sendable (UpstreamOutcome, ContinuousClock.Instant?) -> Void
    ) -> WaitingQuestion {
        let waiter = WaitingClient(on: queue, then: then)
        let (asked, needsTaking) = questions.withLock { ($0.ask(question, waiter, from: client, at: .now), $0.needsTaking()) }
        if needsTaking { driver.async { $0.work() } }
        switch asked {
        case .said(let said):
            waiter.tell(said)
            return WaitingQuestion { waiter.take() }
        case .waits(let place):
            return WaitingQuestion {
                waiter.take()
                self.leave(place, of: question)
            }
        }
    }

    /// Whether a query is a probe for loops that this server sent itself: something upstream leads back here.
    package func tookProbe(_ name: DomainName) -> Bool {
        guard let token = names.token(in: name) else { return false }
        driver.async { $0.tookProbe(token) }
        return true
    }

    private func leave(_ place: UInt64, of question: Question) {
        let needsTaking = questions.withLock {
            $0.leave(place, of: question)
            return $0.needsTaking()
        }
        if needsTaking { driver.async { $0.work() } }
    }
}

/// A question that somebody waits for.
package struct WaitingQuestion: Sendable {
    private let whenCancelled: @Sendable () -> Void

    init(whenCancelled: @escaping @Sendable () -> Void) {
        self.whenCancelled = whenCancelled
    }

    /// Nobody waits any more; called on the queue that would be told, it is told nothing.
    package func cancel() {
        whenCancelled()
    }
}
