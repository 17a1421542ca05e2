import DNSServer
import Glibc
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct ProcessorsTests {
    @Test("one worker a processor, within bounds", arguments: [(-1, 1), (0, 1), (1, 1), (8, 8), (64, 64), (65, 64), (8_192, 64)])
    func bounds(usable: Int, workers: Int) {
        #expect(Processors.count(usable: usable) == workers)
    }

    @Test("as many processors count as the process may use, not as there are")
    func countsUsable() async throws {
        let usable = try Tool.run("nproc", []).output.split(separator: "\n").first
        #expect(Processors.count == Processors.count(usable: usable.flatMap { Int($0) } ?? 0))
        await #expect(processExitsWith: .success) {
            let usable = try Tool.run("taskset", ["--cpu-list", "--pid", "\(getpid())"]).output
            let one = try #require(usable.split(whereSeparator: { !$0.isNumber }).last)
            #expect(try Tool.run("taskset", ["--all-tasks", "--cpu-list", "--pid", "\(one)", "\(getpid())"]).status == 0)
            #expect(Processors.count == 1)
        }
    }
}
