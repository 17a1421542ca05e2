import DNSModel
import Glibc
import TestSupport
import Upstream

/// An engine, and whoever waits for its replies.
final class Asker {
    private let engine: UnboundEngine
    private var lastTicket: UInt64 = 0
    private var replies: [UInt64: EngineReply] = [:]

    init(_ settings: EngineSettings) throws {
        engine = try UnboundEngine(settings)
    }

    convenience init(_ servers: FakeUpstream...) throws {
        try self.init(EngineSettings(.servers(servers.map(\.server))))
    }

    func ask(_ name: DomainName, _ type: RecordType = .a) throws -> UInt64 {
        lastTicket += 1
        try engine.ask(Question(name: name, type: type), ticket: lastTicket)
        return lastTicket
    }

    func forget(_ ticket: UInt64) {
        engine.forget(ticket)
    }

    /// The reply to a question that is under way; nil when none comes in time.
    func reply(to ticket: UInt64, within bound: Duration = .seconds(30)) throws -> EngineReply? {
        let end = ContinuousClock.now + bound
        while replies[ticket] == nil, ContinuousClock.now < end {
            var descriptor = pollfd(fd: engine.descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&descriptor, 1, 100) == 1 else { continue }
            for (ticket, reply) in try engine.process() { replies[ticket] = reply }
        }
        return replies.removeValue(forKey: ticket)
    }

    func reply(_ name: DomainName, _ type: RecordType = .a, within bound: Duration = .seconds(30)) throws -> EngineReply? {
        try reply(to: ask(name, type), within: bound)
    }

    /// How many replies have come that nobody took.
    var replyCount: Int {
        replies.count
    }
}

extension FakeUpstream {
    var server: UpstreamServer {
        UpstreamServer(IPAddress(address) ?? .v4(IPv4Address(0)), port: port)
    }
}

extension EngineReply {
    /// The message as ldns reads it.
    var message: LdnsMessage? {
        if case .message(let octets, _) = self { LdnsMessage(octets) } else { nil }
    }

    /// Why there is none.
    var failure: String? {
        if case .failure(let reason) = self { reason } else { nil }
    }
}
