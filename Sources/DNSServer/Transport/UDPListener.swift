import CLinux
import DNSModel
import Dispatch

/// One UDP socket: on every wake reads what waits, has it answered, sends the replies. Confined to its queue.
final class UDPListener {
    private let socket: WatchedDescriptor
    private let answerer: any MessageAnswerer
    private let batch = DatagramBatch()
    /// Kept from one datagram to the next, so that none costs an allocation.
    private var reply: [UInt8] = []
    private(set) var counters = DatagramCounters()

    /// The most datagrams a wake. A wake costs a dozen system calls, so it should find many; but the sockets that share
    /// the queue wait meanwhile (under a millisecond).
    static let datagramsPerWake: UInt32 = 256

    init(_ socket: consuming Descriptor, answerer: any MessageAnswerer, on queue: DispatchQueue) {
        self.socket = WatchedDescriptor(socket, on: queue)
        self.answerer = answerer
    }

    func start() {
        socket.watchReading { self.drain() }
    }

    func stop(then: @escaping () -> Void) {
        socket.close(then: then)
    }

    /// Lets the answerer go of what is out of date.
    func moveOn() {
        answerer.moveOn()
    }

    /// What is left over wakes the source again.
    private func drain() {
        var received: UInt32 = 0
        while received < Self.datagramsPerWake {
            let count = batch.receive(from: socket.number)
            guard count > 0 else { return }
            received += count
            for index in 0..<count { answer(index) }
            send()
        }
    }

    private func answer(_ index: UInt32) {
        counters.received &+= 1
        let datagram = unsafe batch.datagram(at: index)
        guard unsafe !datagram.is_truncated else { return counters.oversized &+= 1 }
        let sender = unsafe datagram.sender
        guard sender.port != 0 else { return counters.fromPortZero &+= 1 }
        let message = unsafe UnsafeBufferPointer(start: datagram.octets, count: datagram.length)
        reply.removeAll(keepingCapacity: true)
        let client = Client(address: IPAddress(sender), transport: .datagram)
        switch answerer.answer(unsafe message.span, from: client, into: &reply) {
        case .now: if !reply.isEmpty, !batch.queue(reply, to: index) { counters.tooLong &+= 1 }
        case .series: break
        case .later(let answer): wait(for: answer, by: batch.wayBack(of: index))
        }
    }

    private func send() {
        count(batch.send(to: socket.number))
    }

    /// The answerer keeps the answer, and with it the way back: how many there are is its to bound. It does not keep the listener,
    /// which keeps the answerer.
    private func wait(for answer: LaterAnswer, by way: DatagramWayBack) {
        answer.onReady { [weak self] in self?.send($0, by: way) }
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
