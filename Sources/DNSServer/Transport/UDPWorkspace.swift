import CLinux

/// What the UDP sockets of one worker use in turn, being on one queue: the answerer and the buffers.
final class UDPWorkspace {
    let answerer: any MessageAnswerer
    let batch = DatagramBatch()
    /// Kept from one datagram to the next, so that none costs an allocation.
    var reply: [UInt8] = []
    /// Answers that come later, on this queue, and are not here yet.
    var owed = 0
    private var sockets: [Int32] = []
    private var whenSettled: (() -> Void)?

    /// How long one wait is. A wake costs several times what a datagram does, and under load the next one comes sooner; a shorter
    /// time would have the kernel set the processor's timer for each wait.
    private static let waitMicroseconds: UInt32 = 1_000

    init(answerer: any MessageAnswerer) {
        self.answerer = answerer
    }

    /// Counts a socket among those of the worker.
    func add(_ socket: Int32) {
        sockets.append(socket)
    }

    /// Calls back when no answer is owed, which may be now.
    func whenSettled(_ body: @escaping () -> Void) {
        whenSettled = body
        tellWhenSettled()
    }

    /// An answer that was owed has been sent.
    func settle() {
        owed -= 1
        tellWhenSettled()
    }

    private func tellWhenSettled() {
        guard owed == 0, let body = whenSettled.take() else { return }
        body()
    }

    /// Waits a moment for this socket to have datagrams; whether it has. While another socket of the worker has some, or an answer is
    /// owed, which comes on the queue that would be held up, it does not wait.
    func waits(for socket: Int32) -> Bool {
        guard owed == 0, sockets.count <= Int(CLINUX_MOST_AWAITED), let place = sockets.firstIndex(of: socket) else { return false }
        sockets.swapAt(0, place)
        return unsafe sockets.withUnsafeBufferPointer { sockets in
            guard let start = sockets.baseAddress else { return false }
            return unsafe clinux_wait_readable(start, UInt32(clamping: sockets.count), Self.waitMicroseconds)
        }
    }
}
