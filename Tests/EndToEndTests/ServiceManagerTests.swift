import DNSModel
import Foundation
import Glibc
import TestSupport
import Testing

/// What a service manager hears of the real binary (sd_notify(3)).
@Suite(.timeLimit(.minutes(20))) struct ServiceManagerTests {
    private static func service(_ name: String) -> String {
        "{apiVersion: v1, kind: Service, metadata: {name: \(name)}, spec: {ports: [{port: 80}]}}"
    }

    @Test("It hears that the server is ready when queries are answered, and that it ends at SIGTERM")
    func life() throws {
        let manager = try FakeServiceManager()
        let server = try RunningServer(["--manifests", Fixture.demo], by: manager.launcher())
        #expect(manager.wasTold("READY=1"))
        #expect(server.exchange(QueryOctets.query("my-service.sales", .a), over: .udp) != nil)
        #expect(manager.notices == ["READY=1", "STATUS=" + server.announcement.dropFirst("svcdns: ".count)])
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        #expect(manager.notices.last == "STOPPING=1")
    }

    @Test("At SIGHUP it hears when reading begins, and that the server is ready when what was read is served")
    func reload() throws {
        let manager = try FakeServiceManager()
        let folder = try TemporaryDirectory()
        try folder.write("one.yaml", Self.service("one"))
        let server = try RunningServer(["--manifests", folder.path], by: manager.launcher())
        #expect(manager.wasTold("READY=1"))
        let begin = Self.monotonicMicroseconds
        try folder.write("two.yaml", Self.service("two"))
        server.send(SIGHUP)
        #expect(manager.wasTold("READY=1", times: 2))
        let answer = server.exchange(QueryOctets.query("two.default.svc.cluster.local", .txt), over: .udp).flatMap(LdnsMessage.init)
        #expect(answer?.header.hasSuffix(" 0") == true)
        let notices = manager.notices
        let reloading = try #require(notices.firstIndex(of: "RELOADING=1"))
        let time = try #require(UInt64(notices[reloading + 1].dropFirst("MONOTONIC_USEC=".count)))
        #expect(time >= begin && time <= Self.monotonicMicroseconds)
        #expect(try #require(notices.lastIndex(of: "READY=1")) > reloading)
        #expect(manager.wasTold("STATUS=serving on 127.0.0.1:\(server.port) (UDP and TCP): 2 Services"))
    }

    @Test("A reload that fails is over as well, and the status says what hinders it")
    func failedReload() throws {
        let manager = try FakeServiceManager()
        let folder = try TemporaryDirectory()
        let manifests = folder.url.appending(path: "manifests")
        try FileManager.default.createDirectory(at: manifests, withIntermediateDirectories: true)
        try folder.write("manifests/one.yaml", Self.service("one"))
        let server = try RunningServer(["--manifests", manifests.path], by: manager.launcher())
        #expect(manager.wasTold("READY=1"))
        try FileManager.default.removeItem(at: manifests)
        server.send(SIGHUP)
        #expect(manager.wasTold("READY=1", times: 2))
        #expect(waitUntil { manager.notices.last { $0.hasPrefix("STATUS=") }?.contains("no such directory") == true })
        #expect(manager.notices.contains("RELOADING=1"))
    }

    @Test("Its watchdog hears that the server works as long as it is ready", arguments: [[], ["--allow", "192.0.2.0/24"]])
    func watchdog(more: [String]) throws {
        let manager = try FakeServiceManager()
        let launcher = manager.launcher("WATCHDOG_USEC=400000")
        let server = try RunningServer(["--manifests", Fixture.demo, "--listen", "0.0.0.0:0"] + more, by: launcher)
        #expect(manager.wasTold("WATCHDOG=1", times: 4))
        #expect(manager.notices.first == "READY=1")
        withExtendedLifetime(server) {}
    }

    @Test("The watchdog of another process hears nothing, nor that of nobody")
    func foreignWatchdog() throws {
        let manager = try FakeServiceManager()
        let server = try RunningServer(["--manifests", Fixture.demo], by: manager.launcher("WATCHDOG_USEC=10000", "WATCHDOG_PID=1"))
        #expect(manager.wasTold("READY=1"))
        server.send(SIGHUP)
        #expect(manager.wasTold("READY=1", times: 2))
        #expect(!manager.notices.contains("WATCHDOG=1"))
    }

    @Test("Where there is no manager at the place that the environment names, that is one warning, and the server serves")
    func unreachable() throws {
        let server = try RunningServer(
            ["--manifests", Fixture.demo], by: ["env", "NOTIFY_SOCKET=/nowhere/notify", "WATCHDOG_USEC=100000"])
        #expect(server.exchange(QueryOctets.query("my-service.sales", .a), over: .udp) != nil)
        server.send(SIGHUP)
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        #expect(server.log.components(separatedBy: "cannot tell the service manager").count == 2, "\(server.log)")
    }

    @Test(
        "A listener that nobody on this machine can ask is no fault: without a loopback address the server serves", .enabled(if: networks))
    func noLoopback() throws {
        let server = try RunningServer(["--manifests", Fixture.demo], listen: "0.0.0.0:0", by: Namespaces.command ?? [])
        #expect(!server.log.contains("not answered"), "\(server.log)")
    }

    private static let networks = Namespaces.command != nil

    private static var monotonicMicroseconds: UInt64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1_000
    }
}
