import DNSServer
import Dispatch
import Synchronization
import TestSupport
import Testing

@Suite("The log keeps nobody waiting", .timeLimit(.minutes(20)))
struct LogOutputTests {
    /// A reader that can be held up.
    private final class Reader: Sendable {
        let texts = Mutex("")
        let gate = DispatchSemaphore(value: 0)

        func take(_ text: String) {
            gate.wait()
            gate.signal()
            texts.withLock { $0 += text }
        }

        var text: String {
            texts.withLock { $0 }
        }
    }

    @Test("Lines come in their order, and at the end of a flush all are written")
    func order() {
        let reader = Reader()
        reader.gate.signal()
        let output = LogOutput(to: reader.take) { "\($0) lost\n" }
        for number in 0..<1_000 { output.write("\(number)\n") }
        output.flush(within: .seconds(10))
        #expect(reader.text == (0..<1_000).map { "\($0)\n" }.joined())
    }

    @Test("A line that is longer than there is room is lost alone")
    func longLine() {
        let reader = Reader()
        reader.gate.signal()
        let output = LogOutput(to: reader.take) { "\($0) lost\n" }
        output.write(String(repeating: "x", count: LogOutput.capacity) + "\n")
        #expect(waitUntil { reader.text == "1 lost\n" })
        output.write("later\n")
        #expect(waitUntil { reader.text == "1 lost\nlater\n" })
    }

    @Test("While nobody reads, lines are kept within a bound, the others are counted, and what comes later comes behind that")
    func blocked() {
        let reader = Reader()
        let output = LogOutput(to: reader.take) { "\($0) lost\n" }
        let line = String(repeating: "x", count: 99) + "\n"
        let kept = LogOutput.capacity / 100
        // The first is on its way by then, or is one of those that wait.
        output.write("first\n")
        output.flush(within: .milliseconds(1))
        for _ in 0..<(kept * 3) { output.write(line) }
        output.write("short\n")
        reader.gate.signal()
        #expect(waitUntil { reader.text.hasSuffix(" lost\n") })
        let lines = reader.text.split(separator: "\n")
        let lost = lines.last.flatMap { Int($0.prefix { $0.isNumber }) }
        #expect(lines.first == "first" && lines.count - 2 <= kept * 2 && lost == kept * 3 + 1 - (lines.count - 2))
        output.write("later\n")
        #expect(waitUntil { reader.text.hasSuffix(" lost\nlater\n") })
    }
}
