package import Dispatch
import Synchronization

/// Where the log goes: whoever logs never waits for whoever reads.
///
/// A pipe that nobody reads, a terminal that was stopped or a disk that hangs keeps one thread waiting that has nothing else to do.
package final class LogOutput: TextOutputStream, Sendable {
    /// What may wait, in octets: some thousand lines. Twice as much is held while a part is written.
    package static let capacity = 1 << 20

    private struct Waiting {
        var text = ""
        /// Lines that found no room; until that is told, no other line comes.
        var lost = 0
        var isWriting = false
    }

    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "svcdns.log")
    private let sink: @Sendable (String) -> Void
    private let loss: @Sendable (Int) -> String

    /// An output that writes by `sink`, which may wait; `loss` is the line about so many lines that were lost.
    package init(to sink: @escaping @Sendable (String) -> Void, loss: @escaping @Sendable (Int) -> String) {
        self.sink = sink
        self.loss = loss
    }

    /// Takes lines with their ends; they are written soon, in this order.
    package func write(_ line: String) {
        let begins = waiting.withLock { waiting in
            let hasRoom = waiting.lost == 0 && waiting.text.utf8.count + line.utf8.count <= Self.capacity
            if hasRoom { waiting.text += line } else { waiting.lost += 1 }
            defer { waiting.isWriting = true }
            return !waiting.isWriting
        }
        if begins { queue.async { self.writeAll() } }
    }

    /// Waits until what was taken is written, at most this long.
    package func flush(within bound: DispatchTimeInterval) {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + bound)
    }

    private func writeAll() {
        while let text = next() { sink(text) }
    }

    private func next() -> String? {
        waiting.withLock { waiting in
            guard !waiting.text.isEmpty || waiting.lost > 0 else {
                waiting.isWriting = false
                return nil
            }
            defer { (waiting.text, waiting.lost) = ("", 0) }
            return waiting.lost == 0 ? waiting.text : waiting.text + loss(waiting.lost)
        }
    }
}
