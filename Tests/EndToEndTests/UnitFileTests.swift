import DNSModel
import Foundation
import Glibc
import TestSupport
import Testing

/// Docs/svcdns.service is what systemd takes, and the server keeps to it.
@Suite(.timeLimit(.minutes(20))) struct UnitFileTests {
    private static let unit = "Docs/svcdns.service"

    /// The exposure that `systemd-analyze security` may find, in tenths: it finds 14.
    private static let exposure = 15

    /// The unit with the binary of these tests, in a folder that lives as long as the test holds it.
    private static func unitOfThisMachine() throws -> (folder: TemporaryDirectory, path: String) {
        let folder = try TemporaryDirectory()
        let text = try Fixture.text(unit).replacingOccurrences(of: "/usr/bin/svcdns", with: RunningServer.binary.path)
        try folder.write("svcdns.service", text)
        return (folder, "\(folder.path)/svcdns.service")
    }

    @Test("systemd has nothing to say against it")
    func verify() throws {
        let (folder, path) = try Self.unitOfThisMachine()
        let result = try Tool.run("systemd-analyze", ["verify", "--man=no", path])
        #expect(result.status == 0 && result.output + result.errors == "", "\(result)")
        withExtendedLifetime(folder) {}
    }

    @Test("Its exposure, as systemd-analyze security counts it, is not over the bound")
    func security() throws {
        let (folder, path) = try Self.unitOfThisMachine()
        let result = try Tool.run(
            "systemd-analyze", ["security", "--offline=true", "--no-pager", "--threshold=\(Self.exposure)", path])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        withExtendedLifetime(folder) {}
    }

    @Test("The command that it starts is one that svcdns takes")
    func command() throws {
        let words = try #require(Self.settings("ExecStart").first).split(separator: " ").map(String.init)
        #expect(words.first == "/usr/bin/svcdns")
        let (folder, _) = try Self.unitOfThisMachine()
        let places = ["/etc/svcdns/manifests": Fixture.demo, "/var/lib/svcdns": "\(folder.path)/state"]
        let server = try RunningServer(words.dropFirst(2).map { places[$0] ?? $0 })
        #expect(server.announcement.contains("10 Services"))
    }

    /// The filter refuses setpriority, as the kernel does to ordinary users who ask for more: Dispatch asks for each thread, and does
    /// without. Here it is refused too.
    private static let refused = ["setpriority"]

    @Test("Every system call that it makes is in the unit's filter: in start, answers, upstream, transfers, reload, watchdog and end")
    func systemCalls() throws {
        let folder = try TemporaryDirectory()
        let manifests = "\(folder.path)/manifests"
        try FileManager.default.copyItem(atPath: Fixture.demo, toPath: manifests)
        let manager = try FakeServiceManager()
        let trace = "\(folder.path)/trace"
        let refusal = "inject=\(Self.refused.joined(separator: ",")):error=EPERM"
        let server = try RunningServer(
            [
                "--listen", "[::1]:0", "--listen", "0.0.0.0:0", "--manifests", manifests, "--state-directory", "\(folder.path)/state",
                "--upstream", "127.0.0.1:9", "--allow-transfer", "127.0.0.0/8",
            ], by: manager.launcher("WATCHDOG_USEC=2000000") + ["strace", "-D", "-f", "-qq", "-e", refusal, "-o", trace])
        #expect(try server.dig(["+short", "frontend-svc.prod"]).output == "10.100.14.2\n")
        #expect(try server.dig(["+short", "+tcp", "frontend-svc.prod"]).output == "10.100.14.2\n")
        #expect(try server.dig(["+tries=1", "+time=10", "example.com"]).output.contains("SERVFAIL"))
        #expect(try server.dig(["+short", "cluster.local", "AXFR"]).output.contains("hostmaster"))
        try folder.write("manifests/later.yaml", "{apiVersion: v1, kind: Service, metadata: {name: later}, spec: {ports: [{port: 80}]}}")
        #expect(waitUntil { (try? server.dig(["+short", "later.default"]).output.isEmpty) == false })
        server.send(SIGHUP)
        #expect(manager.wasTold("RELOADING=1") && manager.wasTold("READY=1", times: 2) && manager.wasTold("WATCHDOG=1"))
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        let calls = Self.calls(in: try String(contentsOfFile: trace, encoding: .utf8))
        #expect(calls.isSuperset(of: ["recvmmsg", "sendmmsg", "accept4", "inotify_add_watch", "rename", "epoll_wait"]))
        #expect(calls.subtracting(try Self.filter()).subtracting(Self.refused) == [])
    }

    private static func calls(in trace: String) -> Set<String> {
        Set(trace.matches(of: #/^\d+ +([a-z_0-9]+)\(/#.anchorsMatchLineEndings()).map { String($0.output.1) })
    }

    /// The calls that the unit permits; those of `@default` always are.
    private static func filter() throws -> Set<String> {
        var permitted = try members(of: "@default")
        for setting in try settings("SystemCallFilter") {
            let isRefusal = setting.hasPrefix("~")
            for word in setting.drop(while: { $0 == "~" }).split(separator: " ").map(String.init) {
                let members = word.hasPrefix("@") ? try members(of: word) : [word]
                if isRefusal { permitted.subtract(members) } else { permitted.formUnion(members) }
            }
        }
        return permitted
    }

    private static func members(of group: String) throws -> Set<String> {
        let lines = try Tool.run("systemd-analyze", ["syscall-filter", group]).output.components(separatedBy: "\n").dropFirst()
        let names = lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        return try names.reduce(into: []) { members, name in
            if name.hasPrefix("@") { members.formUnion(try Self.members(of: name)) } else { members.insert(name) }
        }
    }

    private static func settings(_ name: String) throws -> [String] {
        try Fixture.text(unit).components(separatedBy: "\n").filter { $0.hasPrefix(name + "=") }.map {
            String($0.dropFirst(name.count + 1))
        }
    }
}
