import AllocationCounter
import DNSModel
import DNSServer
import Dispatch
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing
import Upstream

@Suite(.timeLimit(.minutes(20)))
struct ForwarderTests {
    private static let records = [
        "example.test. 300 IN SOA ns.example.test. mail.example.test. 1 2 3 4 5",
        "www.example.test. 300 IN A 192.0.2.1",
        "*.many.example.test. 300 IN A 192.0.2.2",
        "short.example.test. 1 IN A 192.0.2.3",
        "due.example.test. 2 IN A 192.0.2.4",
    ]

    /// A deadline that is not what a test is about.
    private static let patience = Duration.seconds(30)

    @Test("Many who ask one question at once have it asked once, and are all told")
    func coalescing() throws {
        let upstream = try FakeUpstream(Self.records, .holds)
        let asker = try Asker(upstream) { $0.timeout = Self.patience }
        for _ in 0..<200 { asker.ask("www.example.test") }
        #expect(waitUntil { upstream.count("www.example.test", .a) > 0 })
        for _ in 0..<200 { asker.ask("WWW.example.test") }
        upstream.behave(.answers)
        upstream.release()
        #expect(waitUntil { asker.told.count == 400 })
        #expect(Set(asker.told) == ["NOERROR 300"])
        // What is slow is sent again.
        #expect(upstream.count("www.example.test", .a) < 10)
        #expect(asker.remembered("www.example.test") != nil)
    }

    @Test("Who cancels is told nothing; the others are, and the next who asks")
    func cancellation() throws {
        let upstream = try FakeUpstream(Self.records, .holds)
        let asker = try Asker(upstream) { $0.timeout = Self.patience }
        let first = asker.ask("www.example.test")
        asker.ask("www.example.test")
        let alone = asker.ask("a.many.example.test")
        #expect(waitUntil { upstream.count("www.example.test", .a) > 0 && upstream.count("a.many.example.test", .a) > 0 })
        first.cancel()
        alone.cancel()
        upstream.behave(.answers)
        upstream.release()
        #expect(waitUntil { asker.told.count == 1 })
        asker.ask("a.many.example.test")
        #expect(waitUntil { asker.told.count == 2 })
        #expect(asker.told == ["NOERROR 300", "NOERROR 300"])
    }

    @Test("From silence comes a failure with its error at the deadline, and from a closed port no later")
    func deadline() throws {
        let upstream = try FakeUpstream(Self.records, .isSilent)
        let asker = try Asker(upstream) { $0.timeout = .milliseconds(500) }
        for isClosed in [false, true] {
            if isClosed { upstream.stop() }
            let start = ContinuousClock.now
            asker.ask(isClosed ? "b.many.example.test" : "a.many.example.test")
            #expect(waitUntil { asker.told.count == (isClosed ? 2 : 1) })
            #expect(start.duration(to: .now) < .seconds(4))
        }
        #expect(asker.told == ["failure 22", "failure 22"])
    }

    @Test("Over a client's half of the limit the failure comes at once, and who waits is told")
    func limit() throws {
        let upstream = try FakeUpstream(Self.records, .holds)
        let asker = try Asker(upstream) { ($0.concurrency, $0.timeout) = (20, Self.patience) }
        for number in 0..<15 { asker.ask("n\(number).many.example.test") }
        #expect(waitUntil { asker.told.count == 5 })
        #expect(asker.told == Array(repeating: "failure 0", count: 5))
        #expect(waitUntil { (0..<15).count { upstream.count(DomainName("n\($0).many.example.test") ?? .root) > 0 } == 10 })
        upstream.behave(.answers)
        upstream.release()
        #expect(waitUntil { asker.told.count == 15 })
        #expect(asker.told.count { $0 == "NOERROR 300" } == 10)
    }

    @Test("When upstream has gone the stale answer is given, and the new one when it is back")
    func stale() throws {
        let upstream = try FakeUpstream(Self.records)
        let asker = try Asker(upstream) {
            $0.timeout = .milliseconds(600)
            $0.cache.staleSeconds = 100
            $0.cache.prefetches = false
        }
        asker.ask("short.example.test")
        #expect(waitUntil { asker.told == ["NOERROR 1"] })
        #expect(waitUntil { asker.remembered("short.example.test") == nil })
        upstream.behave(.isSilent)
        asker.ask("short.example.test")
        #expect(waitUntil { asker.told.count == 2 })
        #expect(asker.told.last == "NOERROR 30 error 3")
        #expect(asker.remembered("short.example.test") == "NOERROR 30 error 3")
        upstream.behave(.answers)
        #expect(waitUntil { asker.remembered("short.example.test") == "NOERROR 1" })
    }

    @Test("What nears its end is asked anew before it ends")
    func prefetch() throws {
        let upstream = try FakeUpstream(Self.records)
        let asker = try Asker(upstream)
        asker.ask("due.example.test")
        #expect(waitUntil { asker.told == ["NOERROR 2"] })
        var isLost = false
        #expect(
            waitUntil {
                isLost = isLost || asker.remembered("due.example.test") == nil
                return upstream.count("due.example.test", .a) >= 3
            })
        #expect(!isLost)
    }

    @Test("When resolv.conf changes, what is under way is asked of the new servers, once for all who wait")
    func change() throws {
        let upstream = try FakeUpstream(Self.records, on: "127.0.0.32")
        let silent = try TestSocket.bound(to: address("127.0.0.31", upstream.port), isStream: false, shared: false)
        let file = try TemporaryFile("nameserver 127.0.0.31\n")
        let recorder = LogRecorder(level: .info)
        let asker = try Asker(file, port: upstream.port, logger: recorder.logger)
        asker.forwarder.start()
        for _ in 0..<100 { asker.ask("www.example.test") }
        // One of them may be a probe.
        for _ in 0..<2 { _ = try silent.receiveDatagram() }
        try file.write("nameserver 127.0.0.32\n")
        #expect(waitUntil { asker.told.count == 100 })
        #expect(Set(asker.told) == ["NOERROR 300"])
        #expect(upstream.count("www.example.test", .a) == 1)
        try file.write("# nobody\n")
        #expect(waitUntil { recorder.messages.contains { $0.contains("names no server") } })
        asker.ask("a.many.example.test")
        #expect(waitUntil { asker.told.last == "failure 22" })
        #expect(recorder.messages.count == 3)
        asker.forwarder.stop()
    }

    @Test("A server that leads back here is left out and said to be, and comes back when it does so no more")
    func loop() throws {
        let upstream = try FakeUpstream(Self.records, on: "127.0.0.33")
        let file = try TemporaryFile("nameserver 127.0.0.33\n")
        let recorder = LogRecorder(level: .notice)
        let asker = try Asker(file, port: upstream.port, logger: recorder.logger)
        upstream.behave(
            .gives { query in
                if let name = Self.name(of: query) { _ = asker.forwarder.tookProbe(name) }
                return []
            })
        asker.forwarder.start()
        #expect(waitUntil { recorder.messages.contains { $0.contains("forwarding loop") } })
        asker.ask("www.example.test")
        #expect(waitUntil { asker.told == ["failure 22"] })
        upstream.behave(.answers)
        // Each change has all servers asked anew.
        try file.write("nameserver 127.0.0.33\nnameserver 127.0.0.34\n")
        #expect(waitUntil { recorder.messages.contains { $0.contains("mended") } })
        asker.ask("www.example.test")
        #expect(waitUntil { asker.told.count == 2 })
        #expect(asker.told.last == "NOERROR 300")
        #expect(recorder.messages.count { $0.contains("forwarding loop") } == 1)
        asker.forwarder.stop()
    }

    @Test("After an outage a name is answered soon after the return")
    func recovery() throws {
        let recorder = LogRecorder(level: .info)
        let upstream = try FakeUpstream(Self.records)
        let asker = try Asker(upstream, logger: recorder.logger)
        asker.ask("a0.many.example.test")
        #expect(waitUntil { asker.told.count == 1 })
        upstream.stop()
        let outage = ContinuousClock.now + .seconds(8)
        var number = 0
        while ContinuousClock.now < outage {
            number += 1
            asker.ask("b\(number).many.example.test")
            usleep(50_000)
        }
        try upstream.start()
        let back = ContinuousClock.now
        let good = asker.told.count { $0 == "NOERROR 300" }
        #expect(
            waitUntil {
                number += 1
                asker.ask("c\(number).many.example.test")
                usleep(50_000)
                return asker.told.count { $0 == "NOERROR 300" } > good
            })
        #expect(back.duration(to: .now) < .seconds(5))
        #expect(recorder.messages.count { $0.contains("does not answer") } == 1)
        #expect(waitUntil { recorder.messages.count { $0.contains("answers again") } == 1 })
    }

    @Test("Of ten thousand questions, 500 at a time, none is lost")
    func many() throws {
        let upstream = try FakeUpstream(Self.records)
        let asker = try Asker(upstream) { $0.timeout = Self.patience }
        for round in 0..<20 {
            for number in 0..<500 { asker.ask("n\(round * 500 + number).many.example.test") }
            #expect(waitUntil { asker.told.count == (round + 1) * 500 })
        }
        // Under a sanitizer the scripted server is too slow for libunbound's patience: then some are told of a failure, but all are told.
        #expect(asker.told.count { $0 == "NOERROR 300" } == 10_000 || !allocation_counter_counts())
    }

    @Test("A forwarder that ends with questions under way tells nobody, and nothing is left of it")
    func end() throws {
        let upstream = try FakeUpstream(Self.records, .isSilent)
        weak var ended: Forwarder?
        do {
            let asker = try Asker(upstream)
            for number in 0..<100 { asker.ask("n\(number).many.example.test") }
            #expect(waitUntil { upstream.count > 0 })
            ended = asker.forwarder
            asker.forwarder.stop()
            #expect(asker.told.isEmpty)
        }
        #expect(waitUntil { ended == nil })
    }

    @Test(
        "While resolv.conf lies on a file system that hangs, those whom it named are asked on",
        .enabled(if: HangingFile.isPermitted, "root alone can make a file hang"))
    func hangingFile() throws {
        let upstream = try FakeUpstream(Self.records)
        let file = try TemporaryFile("nameserver \(upstream.address)\n")
        let asker = try Asker(file, port: upstream.port, logger: LogRecorder().logger)
        asker.forwarder.start()
        asker.ask("www.example.test")
        #expect(waitUntil { asker.told.count == 1 })
        let hanging = try #require(HangingFile(file.path))
        #expect(waitUntil { hanging.isWaitedFor })
        for number in 1...3 { asker.ask("\(number).many.example.test") }
        #expect(waitUntil { asker.told.count == 4 })
        #expect(asker.told.allSatisfy { $0 == "NOERROR 300" }, "\(asker.told)")
        asker.forwarder.stop()
        withExtendedLifetime(hanging) {}
    }

    @Test("A trust anchor that cannot be read is an error at the start")
    func trustAnchor() {
        var configuration = UpstreamConfiguration()
        configuration.trustAnchorFile = "/nowhere/at/all"
        #expect(throws: StartError.self) { try Forwarder(configuration, logger: LogRecorder().logger) }
    }

    private func address(_ text: String, _ port: UInt16) throws -> ListenAddress {
        ListenAddress(try #require(IPAddress(text)), port: port)
    }

    private static func name(of query: [UInt8]) -> DomainName? {
        query.count > 12 ? query[12...].firstIndex(of: 0).flatMap { DomainName(wire: query[12...$0]) } : nil
    }
}

/// Asks a forwarder and keeps what it is told.
private final class Asker: Sendable {
    let forwarder: Forwarder
    private let queue = DispatchQueue(label: "asker")
    private let outcomes = Mutex<[String]>([])
    private let client = IPAddress.v4(IPv4Address(0x0A00_0001))

    init(_ forwarder: Forwarder) {
        self.forwarder = forwarder
    }

    /// Of a forwarder that asks this server.
    convenience init(
        _ upstream: FakeUpstream, logger: Logger = LogRecorder().logger, _ change: (inout UpstreamConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = UpstreamConfiguration()
        let address = try #require(IPAddress(upstream.address))
        configuration.servers = .addresses([UpstreamServer(address, port: upstream.port)])
        change(&configuration)
        self.init(try Forwarder(configuration, logger: logger))
        forwarder.start()
    }

    /// Of a forwarder that asks whom a file names, and is not started.
    convenience init(_ file: TemporaryFile, port: UInt16, logger: Logger) throws {
        self.init(try Forwarder(UpstreamConfiguration(), logger: logger, resolverFile: file.path, resolverPort: port))
    }

    @discardableResult
    func ask(_ name: String) -> Cancellation {
        let question = Question(name: DomainName(name) ?? .root, type: .a)
        return forwarder.ask(question, from: client, on: queue) { outcome, _ in
            self.outcomes.withLock { $0.append(outcome.summary) }
        }
    }

    func remembered(_ name: String) -> String? {
        forwarder.remembered(Question(name: DomainName(name) ?? .root, type: .a))?.outcome.summary
    }

    var told: [String] {
        outcomes.withLock { $0 }
    }
}

/// A file of a test's own.
private final class TemporaryFile: Sendable {
    let path = NSTemporaryDirectory() + "svcdns-\(UUID().uuidString)"

    init(_ text: String) throws {
        try write(text)
    }

    deinit {
        _ = unsafe unlink(path)
    }

    func write(_ text: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
