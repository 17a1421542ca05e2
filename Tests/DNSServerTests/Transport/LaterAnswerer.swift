import DNSServer
import Dispatch
import Synchronization

/// Answers later where it is asked to: when another message says so, when a test does, or soon. The rest it answers as others do.
final class LaterAnswerer: MessageAnswerer {
    private let queue: DispatchQueue
    private let watch: LaterWatch
    private let others = MarkingAnswerer()
    private var waiting: [(key: String, answer: LaterAnswer)] = []

    init(on queue: DispatchQueue, watch: LaterWatch) {
        self.queue = queue
        self.watch = watch
    }

    /// Asks for all answers that wait, the last first, and for silence.
    static let all = Array("all".utf8)

    /// Asks for an answer by this name, later.
    static func later(_ key: String) -> [UInt8] {
        Array("later \(key)".utf8)
    }

    /// Asks for an answer of 65,535 octets, later.
    static let large = later("large")

    /// Asks for the answer that waits by this name, and for silence.
    static func one(_ key: String) -> [UInt8] {
        Array("one \(key)".utf8)
    }

    /// Asks for an answer that comes behind what waits on the queue.
    static func soon(_ key: String) -> [UInt8] {
        Array("soon \(key)".utf8)
    }

    /// Asks for an answer that is there before the transport waits for it.
    static func early(_ key: String) -> [UInt8] {
        Array("early \(key)".utf8)
    }

    /// The answer by this name.
    static func reply(_ key: String) -> [UInt8] {
        key == "large" ? [UInt8](repeating: 0xA5, count: 65_535) : Array("reply \(key)".utf8)
    }

    func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
        let octets = message.indices.map { message[$0] }
        let words = String(decoding: octets, as: UTF8.self).split(separator: " ").map(String.init)
        switch words.first {
        case "later": return .later(keep(words[1]))
        case "soon":
            let answer = keep(words[1])
            queue.async(execute: DispatchWorkItem { self.deliver { $0 == words[1] } })
            return .later(answer)
        case "early":
            let answer = keep(words[1])
            deliver { $0 == words[1] }
            return .later(answer)
        case "one": deliver { $0 == words[1] }
        case "all": deliver { _ in true }
        default: return others.answer(message, from: client, into: &reply)
        }
        return .now
    }

    private func keep(_ key: String) -> LaterAnswer {
        let answer = LaterAnswer { [watch] in watch.abandoned.add(1, ordering: .relaxed) }
        waiting.append((key, answer))
        watch.asked.add(1, ordering: .relaxed)
        // Only ever used on the queue.
        nonisolated(unsafe) let answerer = self
        watch.release.withLock { $0 = { [queue] in queue.sync { unsafe answerer.deliver { _ in true } } } }
        return answer
    }

    private func deliver(_ isMeant: (String) -> Bool) {
        let meant = waiting.filter { isMeant($0.key) }.reversed()
        waiting.removeAll { isMeant($0.key) }
        for (key, answer) in meant { answer.deliver(Self.reply(key)) }
    }
}

/// What a test sees of an answerer that answers later.
final class LaterWatch: Sendable {
    /// The answers that were asked for.
    let asked = Atomic(0)
    /// Those that nobody needs any more.
    let abandoned = Atomic(0)
    /// Has the answerer give all answers that wait.
    let release = Mutex<@Sendable () -> Void>({})

    var askedCount: Int {
        asked.load(ordering: .relaxed)
    }

    /// Gives all answers that wait; returns when that is done.
    func releaseAll() {
        release.withLock { $0 }()
    }

    var abandonedCount: Int {
        abandoned.load(ordering: .relaxed)
    }
}

/// Listens with an answerer that answers later, runs the body, and stops.
func withLaterServer(
    _ host: String = "127.0.0.1", limits: TCPLimits = TCPLimits(), _ body: (Listeners, ListenAddress, LaterWatch) throws -> Void
) throws {
    let watch = LaterWatch()
    try withServer(host, limits: limits, answerer: { LaterAnswerer(on: $0, watch: watch) }) { try body($0, $1, watch) }
}
