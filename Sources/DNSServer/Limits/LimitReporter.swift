import Dispatch
import Logging

/// Looks once a second whether there is anything to tell of the limits.
final class LimitReporter: Sendable {
    private let timer: QueueConfined<PausableSource>

    /// Begins to look, by logs of these limits.
    init(_ limits: QueryLimits, logger: Logger) {
        let queue = DispatchQueue(label: "svcdns.limits")
        timer = QueueConfined(Self.timer(limits.named.map { LimitLog($0.name, $0.limit, logger: logger) }, on: queue), on: queue)
        timer.async { $0.resume() }
    }

    private static func timer(_ logs: [LimitLog], on queue: DispatchQueue) -> PausableSource {
        let source = DispatchSource.makeTimerSource(queue: queue)
        source.schedule(deadline: .now() + .seconds(1), repeating: .seconds(1), leeway: .milliseconds(200))
        var logs = logs
        return PausableSource(source, handler: { for index in logs.indices { logs[index].tell(at: .now) } })
    }

    /// Looks no more.
    func stop() {
        timer.async { $0.cancel() }
    }
}
