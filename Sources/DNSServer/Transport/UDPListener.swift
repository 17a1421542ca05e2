import CLinux
import DNSModel
import Dispatch

/// One UDP socket: on every wake reads what waits, has it answered, sends the replies. Confined to its queue.
final class UDPListener {
    private let socket: WatchedDescriptor
    private let workspace: UDPWorkspace
    private(set) var counters = DatagramCounters()

    /// The most datagrams a wake. A wake costs a dozen system calls, so it should find many; but the sockets that share
    /// the queue wait meanwhile (under a millisecond).
    static let datagramsPerWake: UInt32 = 256
    /// The most waits a wake: whatever else is on the queue, of which nobody waits for an answer, may have to wait for all of them.
    private static let waitsPerWake = 16
    /// The most batches that are answered when the socket is left: more than it has room for, and no more from who never ceases.
    private static let batchesOfLeave = 128

    init(_ socket: consuming Descriptor, workspace: UDPWorkspace, on queue: DispatchQueue) {
        workspace.add(socket.number)
        self.socket = WatchedDescriptor(socket, on: queue)
        self.workspace = workspace
    }

    func start() {
        socket.watchReading { self.drain() }
    }

    func stop(then: @escaping () -> Void) {
        socket.close(then: then)
    }

    /// Answers what waits in the socket, and reads no more of it.
    func leave() {
        for _ in 0..<Self.batchesOfLeave {
            let count = workspace.batch.receive(from: socket.number)
            guard count > 0 else { break }
            answer(count)
        }
        socket.pauseReading()
    }

    /// Closes the socket when no answer is owed any more.
    static func finish(_ listeners: [UDPListener], then: @escaping () -> Void) {
        guard let workspace = listeners.first?.workspace else { return then() }
        workspace.whenSettled {
            let group = DispatchGroup()
            for listener in listeners {
                group.enter()
                listener.stop { group.leave() }
            }
            group.notify(queue: .global(), execute: then)
        }
    }

    /// Lets the answerer go of what is out of date.
    func moveOn() {
        workspace.answerer.moveOn()
    }

    /// What is left over wakes the source again.
    private func drain() {
        var received: UInt32 = 0
        var waits = 0
        while received < Self.datagramsPerWake {
            let count = workspace.batch.receive(from: socket.number)
            if count > 0 {
                received &+= count
                answer(count)
            } else {
                waits += 1
                guard waits <= Self.waitsPerWake, workspace.waits(for: socket.number) else { return }
            }
        }
    }

    /// Answers so many datagrams, which were received together, and sends the replies together.
    private func answer(_ count: UInt32) {
        counters.received &+= UInt64(count)
        // Out of the workspace and back, so that no access to it is checked for each datagram.
        var reply: [UInt8] = []
        swap(&reply, &workspace.reply)
        let answerer = workspace.answerer
        for index in 0..<count { answer(index, by: answerer, into: &reply) }
        swap(&reply, &workspace.reply)
        self.count(workspace.batch.send(to: socket.number))
    }

    private func answer(_ index: UInt32, by answerer: any MessageAnswerer, into reply: inout [UInt8]) {
        let datagram = unsafe workspace.batch.datagram(at: index)
        let sender = unsafe datagram.sender
        guard sender.port != 0 else { return counters.fromPortZero &+= 1 }
        let message = unsafe UnsafeBufferPointer(start: datagram.octets, count: datagram.length)
        reply.removeAll(keepingCapacity: true)
        let client = Client(address: IPAddress(sender), transport: .datagram)
        switch answerer.answer(unsafe message.span, from: client, into: &reply) {
        case .now: if !reply.isEmpty, !workspace.batch.queue(reply, to: index) { counters.tooLong &+= 1 }
        case .series: break
        case .later(let answer): wait(for: answer, by: workspace.batch.wayBack(of: index))
        }
    }

    /// The answerer keeps the answer, and with it the way back: how many there are is its to bound. It does not keep the listener,
    /// which keeps the answerer.
    private func wait(for answer: LaterAnswer, by way: DatagramWayBack) {
        workspace.owed += 1
        answer.onReady { [weak self] in
            self?.send($0, by: way)
            self?.workspace.settle()
        }
    }

    /// A stopped listener has no socket any more; the number may be another's.
    private func send(_ reply: [UInt8], by way: DatagramWayBack) {
        guard socket.isOpen, !reply.isEmpty else { return }
        guard let result = way.send(reply, from: socket.number) else { return counters.tooLong &+= 1 }
        count(result)
    }

    private func count(_ result: clinux_sent) {
        counters.sent &+= UInt64(result.sent)
        counters.dropped &+= UInt64(result.dropped)
        counters.refused &+= UInt64(result.refused)
    }
}
