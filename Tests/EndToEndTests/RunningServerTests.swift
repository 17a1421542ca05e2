import Foundation
import Glibc
import TestSupport
import Testing

/// What the tests start ends, whatever becomes of it or of them.
@Suite(.timeLimit(.minutes(20))) struct RunningServerTests {
    @Test("A program that takes too long is killed and reported")
    func boundsTools() throws {
        #expect(throws: Tool.TookTooLong.self) { try Tool.run("sleep", ["100"], atMost: .milliseconds(50)) }
    }

    @Test("A program is waited for, not what it leaves behind, which is ended")
    func endsLeftovers() throws {
        let begin = ContinuousClock.now
        let result = try Tool.run("sh", ["-c", "sleep 100 & echo $!; exit 7"])
        #expect(result.status == 7)
        #expect(ContinuousClock.now - begin < .seconds(50))
        let left = try #require(pid_t(result.output.trimmingCharacters(in: .newlines)))
        #expect(waitUntil { !Self.runs(left) })
    }

    @Test("A server that does not answer to SIGTERM is killed")
    func killsStoppedServer() throws {
        var server: RunningServer? = try RunningServer(["--manifests", Fixture.demo])
        let identifier = try #require(server?.processIdentifier)
        server?.send(SIGSTOP)
        server = nil
        #expect(waitUntil { !Self.runs(identifier) })
    }

    @Test("A server ends when the tests are killed")
    func endsWithTests() async throws {
        let tests = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            let server = try RunningServer(["--manifests", Fixture.demo])
            print("server:\(server.processIdentifier):")
            fflush(nil)
            kill(getpid(), SIGKILL)
        }
        let output = String(decoding: try #require(tests).standardOutputContent, as: UTF8.self)
        let parts = output.components(separatedBy: ":")
        let server = try #require(parts.firstIndex(of: "server").flatMap { pid_t(parts[$0 + 1]) }, "\(output)")
        #expect(waitUntil { !Self.runs(server) })
    }

    /// Whether a process runs; one that nobody has buried does not.
    private static func runs(_ identifier: pid_t) -> Bool {
        guard let octets = FileManager.default.contents(atPath: "/proc/\(identifier)/stat") else { return false }
        return String(decoding: octets, as: UTF8.self).components(separatedBy: ") ").last?.hasPrefix("Z") == false
    }
}
