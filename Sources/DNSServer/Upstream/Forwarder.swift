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
                configuration, resolverFile: ResolverFileReader(resolverFile, port: resolverPort), names: names, questions: questions,
                logger: logger, on: queue)
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

    /// Asks nobody any more: whoever waits is told that it fails, and so is at once whoever asks from now on.
    package func close() {
        for (said, waiters) in questions.withLock({ $0.close(at: .now) }) {
            for waiter in waiters { waiter.tell(said) }
        }
    }

    /// What is remembered of a question, its TTLs counted down, and how long a finished answer may be remembered: nil: not at all.
    package func remembered(_ question: Question) -> (outcome: UpstreamOutcome, until: ContinuousClock.Instant?)? {
        change { $0.remembered(question, at: .now) }.map { ($0.outcome.outcome, $0.until) }
    }

    /// Asks for a client, by its share; `then` is called on the queue, later and once, unless it is cancelled there before.
    package func ask(
        _ question: Question, from share: IPAddress, on queue: DispatchQueue,
        then: @escaping @Sendable (UpstreamOutcome, ContinuousClock.Instant?) -> Void
    ) -> Cancellation {
        let waiter = WaitingClient(on: queue, then: then)
        switch change({ $0.ask(question, waiter, from: share, at: .now) }) {
        case .said(let said):
            waiter.tell(said)
            return Cancellation { waiter.take() }
        case .waits(let place):
            return Cancellation {
                waiter.take()
                self.change { $0.leave(place, of: question) }
            }
        }
    }

    /// Whether a query is a probe for loops that this server sent itself: something upstream leads back here.
    package func tookProbe(_ name: DomainName) -> Bool {
        guard let token = names.token(in: name) else { return false }
        driver.async { $0.tookProbe(token) }
        return true
    }

    /// Has the driver take the work that a change leaves.
    private func change<Result: Sendable>(_ body: (inout UpstreamQuestions<WaitingClient>) -> Result) -> Result {
        let (result, needsTaking) = questions.withLock { (body(&$0), $0.needsTaking()) }
        if needsTaking { driver.async { $0.work() } }
        return result
    }
}
