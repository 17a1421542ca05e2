import CLinux
import Glibc

/// What all TCP connections use in turn, being on one queue: the answerer and the buffers.
final class TCPWorkspace {
    let limits: TCPLimits
    var counters = TCPCounters()
    let spare = SpareBuffer()
    /// What was done for all, in octets that were answered or sent; a turn and a message each count as some.
    private(set) var work = 0
    private let answerer: any MessageAnswerer
    private var reply: [UInt8] = []
    private var input = [UInt8](repeating: 0, count: inputSize)

    /// What is read of one connection before it is another's turn: some 400 queries.
    private static let inputSize = 16 * 1_024
    private static let workOfStep = 256

    init(limits: TCPLimits, answerer: any MessageAnswerer) {
        self.limits = limits
        self.answerer = answerer
    }

    /// Whether an answer of any length may wait beside those of all clients.
    var hasRoom: Bool {
        counters.unsentOctets <= limits.unsentOctetsOfAll - OutputQueue.longestFrame
    }

    /// What a read gave.
    enum Input {
        case octets
        case end
        case nothing
        case failed
    }

    /// Reads once from a socket; whoever gets octets gives the buffer back after its turn.
    func receive(from socket: Int32, into framing: inout MessageFraming) -> Input {
        let count = unsafe input.withUnsafeMutableBufferPointer { input in
            guard let start = input.baseAddress else { preconditionFailure("one connection at a time has the buffer") }
            return unsafe clinux_receive(socket, start, input.count)
        }
        switch count {
        case 1...:
            framing.borrow(&input, count: count)
            return .octets
        case 0: return .end
        case -Int(EAGAIN): return .nothing
        default: return .failed
        }
    }

    /// Ends the turn of a connection that has read.
    func takeBack(from framing: inout MessageFraming) {
        framing.giveBack(&input)
    }

    /// Has one message answered; the reply counts where the answer is `.now`, and may be empty.
    func answer(_ message: Span<UInt8>, from client: Client) -> (reply: [UInt8], answering: Answering) {
        counters.messages &+= 1
        work &+= Self.workOfStep
        reply.removeAll(keepingCapacity: true)
        let answering = answerer.answer(message, from: client, into: &reply)
        work &+= reply.count
        return (reply, answering)
    }

    /// A turn begins, which costs something even where it brings nothing.
    func beginTurn() {
        work &+= Self.workOfStep
    }

    /// Lets the answerer go of what is out of date.
    func moveOn() {
        answerer.moveOn()
    }

    /// Takes the next message of a series, and whether others follow.
    func next(of series: any MessageSeries) -> (reply: [UInt8], isLast: Bool) {
        reply.removeAll(keepingCapacity: true)
        let isLast = !series.next(into: &reply)
        work &+= Self.workOfStep &+ reply.count
        return (reply, isLast)
    }

    /// Sends once to a socket: octets taken, or a negative errno.
    func send(_ octets: Span<UInt8>, to socket: Int32) -> Int {
        let sent = unsafe octets.withUnsafeBufferPointer { octets in
            guard let start = octets.baseAddress else { return 0 }
            return unsafe clinux_send(socket, start, octets.count)
        }
        work &+= max(sent, 0)
        return sent
    }
}
