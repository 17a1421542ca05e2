import CLinux

/// The buffers of one UDP socket: datagrams that were received together, and the replies to them.
@safe struct DatagramBatch: ~Copyable {
    private let batch: OpaquePointer

    /// Datagrams a system call: more save little, and cost 5 KiB each.
    static let capacity: UInt32 = 64

    init() {
        unsafe batch = clinux_batch_create(Self.capacity)
    }

    deinit {
        unsafe clinux_batch_destroy(batch)
    }

    /// Receives what waits; 0 when that is nothing, or when the socket has an error, which the next wake meets again.
    borrowing func receive(from socket: Int32) -> UInt32 {
        UInt32(clamping: unsafe clinux_batch_receive(batch, socket))
    }

    /// The datagram at an index below the number received; its octets are valid until the next `receive`.
    @unsafe borrowing func datagram(at index: UInt32) -> clinux_datagram {
        unsafe clinux_batch_datagram(batch, index)
    }

    /// Queues a reply to a datagram; false when it is longer than a datagram of ours may be.
    borrowing func queue(_ reply: [UInt8], to index: UInt32) -> Bool {
        unsafe reply.withUnsafeBufferPointer { octets in
            guard let start = octets.baseAddress else { return false }
            return unsafe clinux_batch_reply(batch, index, start, octets.count) == 0
        }
    }

    /// The way back of the datagram at an index, for a reply that comes later.
    borrowing func wayBack(of index: UInt32) -> DatagramWayBack {
        DatagramWayBack(unsafe clinux_batch_way_back(batch, index))
    }

    /// Sends the replies that are queued.
    borrowing func send(to socket: Int32) -> clinux_sent {
        unsafe clinux_batch_send(batch, socket)
    }
}
