import CUnbound
package import DNSModel
import Glibc
import Synchronization

/// Asks questions of servers upstream, as libunbound does: server selection, retries, validation, defence against forged answers.
///
/// It belongs to one queue, and has a thread of its own behind a pipe. Whoever holds it watches `descriptor` for octets and calls
/// `process` then. Answers may never come: deadlines are the holder's.
@safe
package final class UnboundEngine {
    private let context: OpaquePointer
    private var asked: [UInt64: Asked] = [:]
    /// What arrived in the `process` that is under way.
    private var arrived: [(ticket: UInt64, reply: EngineReply)] = []
    /// Whether libunbound believes in a thread that there may not be: it has no means to say that it could not start one.
    private var missesThread = false

    /// An engine with these settings, which are found wrong here or never.
    package init(_ settings: EngineSettings) throws(EngineError) {
        let created = unsafe Self.making.withLock { _ in unsafe ub_ctx_create() }
        guard let context = unsafe created else { throw EngineError(description: "no memory or descriptors for libunbound") }
        unsafe self.context = context
        try Self.making.withLock { (_) throws(EngineError) in
            let log = unsafe EngineLog(of: context)
            defer { log.close() }
            try configure(settings, log)
            try start()
        }
    }

    /// One engine is made or ended at a time: libunbound's parser and log are the process's. A parser that meets another's text ends
    /// the process, and an engine that ends closes the log of one that is made.
    private static let making = Mutex(())

    /// Questions under way are forgotten.
    deinit {
        // The thread is waited for: without one, that would crash.
        if !missesThread { Self.making.withLock { _ in unsafe ub_ctx_delete(context) } }
    }

    /// A pipe that has octets when there is something to process.
    package var descriptor: Int32 {
        unsafe ub_fd(context)
    }

    /// Asks; the reply comes from `process` with this ticket, if it ever comes. No two questions under way have one ticket.
    package func ask(_ question: Question, ticket: UInt64) throws(EngineError) {
        precondition(asked[ticket] == nil, "a ticket for two questions")
        let asked = Asked(by: self, ticket: ticket)
        let status = unsafe ub_resolve_async(
            context, question.name.description, Int32(question.type.rawValue), Int32(question.recordClass.rawValue),
            Unmanaged.passUnretained(asked).toOpaque(), arrival, &asked.number)
        guard status == 0 else {
            // Some of it may have been done: `asked` must not be called.
            _ = unsafe ub_cancel(context, asked.number)
            throw EngineError(status)
        }
        self.asked[ticket] = asked
    }

    /// No reply comes for this ticket any more.
    package func forget(_ ticket: UInt64) {
        guard let asked = asked.removeValue(forKey: ticket) else { return }
        // It answers that there is no such question where the reply is in the pipe: that is dropped then.
        _ = unsafe ub_cancel(context, asked.number)
    }

    /// The replies that have come. After an error no more come: a new engine is needed.
    package func process() throws(EngineError) -> [(ticket: UInt64, reply: EngineReply)] {
        let status = unsafe ub_process(context)
        defer { arrived = [] }
        try EngineError.check(status)
        return arrived
    }

    fileprivate func arrived(_ reply: EngineReply, for ticket: UInt64) {
        asked[ticket] = nil
        arrived.append((ticket, reply))
    }
}

extension UnboundEngine {
    private func configure(_ settings: EngineSettings, _ log: EngineLog) throws(EngineError) {
        let file = try MemoryFile(Array(EngineConfiguration(settings, descriptors: Self.descriptors).text.utf8))
        try EngineError.check(unsafe ub_ctx_config(context, file.path))
        try EngineError.check(unsafe ub_ctx_async(context, 1))
        if let path = settings.trustAnchorFile { try trust(path, log) } else { try freeze() }
    }

    private func trust(_ path: String, _ log: EngineLog) throws(EngineError) {
        let copy = try MemoryFile(TrustAnchorFile(path).octets)
        try EngineError.check(unsafe ub_ctx_add_ta_file(context, copy.path))
        do { try freeze() } catch {
            throw TrustAnchorFile.error(path, Self.reason(log.firstError ?? error.description, without: copy.path))
        }
    }

    /// `parse error in FILE:2:12 : reason` to `line 2: reason`.
    private static func reason(_ error: String, without path: String) -> String {
        let parts = error.split(separator: path + ":", maxSplits: 1)
        guard parts.count == 2, let line = parts[1].split(separator: ":").first else { return error }
        return "line \(line): " + (parts[1].split(separator: " : ", maxSplits: 1).last ?? "")
    }

    /// Has libunbound take up its settings, which it does at the first question otherwise: with a call that changes nothing.
    private func freeze() throws(EngineError) {
        try EngineError.check(unsafe ub_ctx_zone_remove(context, "svcdns.invalid."))
    }

    /// Starts the thread by a question that it answers by itself, and waits for that.
    private func start() throws(EngineError) {
        missesThread = true
        try withoutSignals { () throws(EngineError) in try ask(Question(name: "localhost.", type: .a), ticket: 0) }
        var descriptor = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&descriptor, 1, Self.patience) == 1, try !process().isEmpty else {
            throw EngineError(description: "no thread for libunbound: too many are running, or memory is short")
        }
        missesThread = false
    }

    /// In milliseconds; it takes 2, and 50 on a busy machine.
    private static let patience: Int32 = 1_000

    /// A thread inherits the mask of who starts it, and signals are not for this one.
    private func withoutSignals(_ body: () throws(EngineError) -> Void) throws(EngineError) {
        var all = sigset_t()
        var before = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }

    /// How many descriptors the process may have open.
    private static var descriptors: Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int(clamping: limit.rlim_cur)
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
            self = .failure(EngineError(status).description)
            return
        }
        guard let packet = unsafe result.answer_packet, unsafe result.answer_len > 0 else {
            self = .failure("libunbound: an answer without octets")
            return
        }
        let octets = unsafe Array(UnsafeRawBufferPointer(start: packet, count: Int(result.answer_len)))
        // A bogus answer comes with its data and without an error: it is looked at first.
        if unsafe result.bogus != 0 {
            let reason = unsafe result.why_bogus.map { unsafe String(cString: $0) } ?? "it fails validation"
            self = .message(octets, .bogus(reason))
        } else if unsafe !Self.passed.contains(result.rcode) {
            self = .failure(Self.words(for: unsafe result.rcode))
        } else {
            self = .message(octets, unsafe result.secure != 0 ? .secure : .insecure)
        }
    }

    /// NOERROR, NXDOMAIN and YXDOMAIN, which a DNAME that makes a name too long says (RFC 6672 §2.2).
    private static let passed: [Int32] = [0, 3, 6]

    /// Silence, a refusal and an answer that cannot be read are all a SERVFAIL of libunbound.
    private static func words(for code: Int32) -> String {
        let code = ResponseCode(rawValue: UInt16(truncatingIfNeeded: code))
        guard code == .serverFailure else { return "the servers upstream answered \(code)" }
        return "no server upstream answers this name usefully: each is silent, refuses, or says SERVFAIL"
    }
}

extension EngineError {
    fileprivate init(_ status: Int32) {
        self.init(description: "libunbound: \(unsafe String(cString: ub_strerror(status)))")
    }

    fileprivate static func check(_ status: Int32) throws(EngineError) {
        guard status != 0 else { return }
        throw EngineError(status)
    }
}
