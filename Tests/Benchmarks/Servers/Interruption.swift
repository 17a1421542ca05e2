import Dispatch
import Glibc
import Synchronization
import TestSupport

/// SIGINT, SIGTERM and SIGHUP: they end the run by an error, so that servers and folders go as they do at its end.
package enum Interruption {
    private static let isWanted = Mutex(false)

    /// A signal came.
    package struct Interrupted: Error, CustomStringConvertible {
        package let description = "interrupted"
    }

    /// Obeys the signals while the body runs.
    package static func obeyed<Result>(during body: () throws -> Result) rethrows -> Result {
        let sources = [SIGINT, SIGTERM, SIGHUP].map(source)
        defer { for source in sources { source.cancel() } }
        return try body()
    }

    private static func source(of number: Int32) -> any DispatchSourceSignal {
        _ = signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { isWanted.withLock { $0 = true } }
        source.resume()
        return source
    }

    /// Waits for a condition, at most this long; whether it came true.
    package static func wait(atMost bound: Duration, for condition: () -> Bool) throws -> Bool {
        let isMet = waitUntil(atMost: bound) { isWanted.withLock(\.self) || condition() }
        try check()
        return isMet
    }

    /// Ends what goes on when a signal came.
    package static func check() throws {
        guard !isWanted.withLock(\.self) else { throw Interrupted() }
    }
}
