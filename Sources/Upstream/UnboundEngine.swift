import CUnbound
package import DNSModel

/// Asks questions of servers upstream, as libunbound does: server selection, retries, validation, defence against forged answers.
///
/// It belongs to one queue. Whoever holds it watches `descriptor` for octets and calls `process` then. Answers may never come:
/// deadlines are the holder's.
@safe
package final class UnboundEngine {
    private let context: OpaquePointer
    private var asked: [UInt64: Asked] = [:]
    /// What arrived in the `process` that is under way.
    private var arrived: [(ticket: UInt64, reply: EngineReply)] = []

    /// An engine with these settings, which libunbound freezes at the first question.
    package init(_ settings: EngineSettings) throws(EngineError) {
        guard let context = unsafe ub_ctx_create() else { throw EngineError(description: "no memory or descriptors for libunbound") }
        unsafe self.context = context
        let configuration = EngineConfiguration(settings)
        let status = try configuration.withFile { path in unsafe ub_ctx_config(context, path) }
        try Self.check(status)
        try Self.check(unsafe ub_ctx_async(context, 1))
    }

    /// Questions under way are forgotten.
    deinit {
        unsafe ub_ctx_delete(context)
    }

    /// A pipe that has octets when there is something to process.
    package var descriptor: Int32 {
        unsafe ub_fd(context)
    }

    /// Asks; the reply comes from `process` with this ticket, if it ever comes. No two questions under way have one ticket.
    package func ask(_ question: Question, ticket: UInt64) throws(EngineError) {
        let asked = Asked(by: self, ticket: ticket)
        let name = question.name.description
        let status = unsafe ub_resolve_async(
            context, name, Int32(question.type.rawValue), Int32(question.recordClass.rawValue),
            Unmanaged.passUnretained(asked).toOpaque(), arrival, &asked.number)
        try Self.check(status)
        self.asked[ticket] = asked
    }

    /// No reply comes for this ticket any more.
    package func forget(_ ticket: UInt64) {
        guard let asked = asked.removeValue(forKey: ticket) else { return }
        // It answers that there is no such question where the reply is in the pipe: that is dropped then.
        _ = unsafe ub_cancel(context, asked.number)
    }

    /// The replies that have come.
    package func process() throws(EngineError) -> [(ticket: UInt64, reply: EngineReply)] {
        let status = unsafe ub_process(context)
        defer { arrived = [] }
        try Self.check(status)
        return arrived
    }

    fileprivate func arrived(_ reply: EngineReply, for ticket: UInt64) {
        asked[ticket] = nil
        arrived.append((ticket, reply))
    }

    private static func check(_ status: Int32) throws(EngineError) {
        guard status != 0 else { return }
        throw EngineError(description: "libunbound: \(unsafe String(cString: ub_strerror(status)))")
    }
}

/// A question under way: what libunbound hands back with the reply. The engine holds it until then.
private final class Asked {
    unowned let engine: UnboundEngine
    let ticket: UInt64
    var number: Int32 = 0

    init(by engine: UnboundEngine, ticket: UInt64) {
        self.engine = engine
        self.ticket = ticket
    }
}

/// Called by libunbound within `ub_process`, for a question that was not forgotten.
private func arrival(_ data: UnsafeMutableRawPointer?, _ status: Int32, _ result: UnsafeMutablePointer<ub_result>?) {
    defer { unsafe ub_resolve_free(result) }
    guard let data = unsafe data else { return }
    let asked = unsafe Unmanaged<Asked>.fromOpaque(data).takeUnretainedValue()
    asked.engine.arrived(unsafe EngineReply(status, result), for: asked.ticket)
}

extension EngineReply {
    fileprivate init(_ status: Int32, _ result: UnsafeMutablePointer<ub_result>?) {
        guard status == 0, let result = unsafe result?.pointee else {
            self = .failure(unsafe String(cString: ub_strerror(status)))
            return
        }
        guard let packet = unsafe result.answer_packet, unsafe result.answer_len > 0 else {
            self = .failure("no answer")
            return
        }
        let octets = unsafe Array(
            UnsafeRawBufferPointer(start: packet, count: Int(result.answer_len)))
        // A bogus answer comes with its data and without an error: it is looked at first.
        if unsafe result.bogus != 0 {
            let reason = unsafe result.why_bogus.map { unsafe String(cString: $0) } ?? "it fails validation"
            self = .message(octets, .bogus(reason))
        } else if unsafe result.rcode != 0 && result.rcode != 3 {
            self = .failure("the servers answered with an error, unusably or not at all")
        } else {
            self = .message(octets, unsafe result.secure != 0 ? .secure : .insecure)
        }
    }
}
