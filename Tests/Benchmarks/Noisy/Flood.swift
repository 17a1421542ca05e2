import Glibc
import Synchronization
import TestSupport

/// A client that asks without waiting: a thread with a socket of its own, some queries each millisecond, until it is told to stop.
final class Flood: Sendable {
    private let isOver: Flag
    private let thread: Background<Int>

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    /// Begins to ask the server on this port.
    init(_ kind: NoisyKind, perSecond rate: Int, port: UInt16, from source: String) throws {
        guard let socket = FloodSocket(port: port, from: source) else { throw ProbeFailure(number: errno) }
        let flag = Flag()
        isOver = flag
        thread = Background { Self.ask(kind.query, by: socket, perSecond: rate) { flag.isSet.load(ordering: .relaxed) } }
    }

    /// Ends it; how many queries the kernel took.
    func end() -> Int {
        isOver.isSet.store(true, ordering: .relaxed)
        return thread.wait()
    }

    private static func ask(_ query: [UInt8], by socket: FloodSocket, perSecond rate: Int, until isOver: () -> Bool) -> Int {
        var (query, generator, sent) = (query, SystemRandomNumberGenerator(), 0)
        let begin = ContinuousClock.now
        while !isOver() {
            let due = Int((ContinuousClock.now - begin).inSeconds * Double(rate))
            while sent < due {
                respell(&query, by: generator.next())
                socket.send(query)
                sent += 1
            }
            usleep(1_000)
        }
        return sent
    }

    /// Another label, of letters that 60 bits choose.
    private static func respell(_ query: inout [UInt8], by bits: UInt64) {
        for (place, index) in NoisyKind.label.enumerated() {
            query[index] = 0x61 + UInt8(truncatingIfNeeded: bits >> UInt64(5 * place)) % 26
        }
    }
}
