package import Dispatch

/// Everything that listens: for each worker a queue with UDP sockets, and one queue with all TCP.
package final class Listeners: Sendable {
    /// Where they listen.
    package let addresses: [ListenAddress]
    /// Where each worker has UDP sockets, in their order.
    let datagramAddresses: [[ListenAddress]]
    /// Where TCP is listened on.
    let streamAddresses: [ListenAddress]
    private let workers: [QueueConfined<[UDPListener]>]
    private let streams: QueueConfined<TCPListener>

    /// Takes over bound sockets. There are so many workers at most, for there is none without a socket; one socket has one worker, since
    /// what wakes two is read by one of them. Every queue gets an answerer of its own.
    package init(
        on sockets: [BoundSockets], workers most: Int = .max, limits: TCPLimits = TCPLimits(),
        answerer: (DispatchQueue) -> sending any MessageAnswerer
    ) {
        addresses = sockets.map(\.address)
        streamAddresses = sockets.filter { !$0.streamSockets.isEmpty }.map(\.address)
        let datagramSockets = sockets.flatMap { bound in bound.datagramSockets.map { (address: bound.address, socket: $0) } }
        let count = min(most, datagramSockets.count)
        let shares = (0..<count).map { worker in
            stride(from: worker, to: datagramSockets.count, by: count).map { datagramSockets[$0] }
        }
        datagramAddresses = shares.map { $0.map(\.address) }
        workers = shares.enumerated().map { Self.worker($0, on: $1.map(\.socket), answerer: answerer) }
        streams = Self.streams(on: sockets, limits: limits, answerer: answerer)
    }

    /// Begins to answer. Once begun, they go on until they are stopped, whoever holds them.
    package func start() {
        for worker in workers {
            worker.async { listeners in
                for listener in listeners { listener.start() }
            }
        }
        streams.async { $0.start() }
    }

    /// Lets every answerer go of what is out of date, each on its queue, soon.
    package func moveOn() {
        for worker in workers {
            worker.async { listeners in
                for listener in listeners { listener.moveOn() }
            }
        }
        streams.async { $0.moveOn() }
    }

    /// Closes every socket, then calls back on a queue of no account. Done once.
    package func stop(whenStopped: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for worker in workers {
            group.enter()
            worker.async { Self.stop($0) { group.leave() } }
        }
        group.enter()
        streams.async { $0.stop { group.leave() } }
        group.notify(queue: .global(), execute: whenStopped)
    }

    /// How many queues answer UDP.
    package var workerCount: Int {
        workers.count
    }

    /// Has a worker tell how many answers each of its sockets has sent, when its queue comes to that.
    func askAnswersSent(by worker: Int, tell: @escaping @Sendable ([UInt64]) -> Void) {
        workers[worker].async { tell($0.map(\.counters.sent)) }
    }

    /// Answers what waits in the sockets and reads no more of them; what was begun goes on. Connections that wait to be accepted are
    /// left to others where other processes have the sockets too.
    package func leave(toOthers: Bool) {
        for worker in workers {
            worker.async { listeners in
                for listener in listeners { listener.leave() }
            }
        }
        streams.async { $0.leave(toOthers: toOthers) }
    }

    /// After `leave`: ends each connection when what it has asked is answered, closes every socket when its answers are sent, and calls
    /// back then on a queue of no account. Done once.
    package func finish(whenFinished: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for worker in workers {
            group.enter()
            worker.async { UDPListener.finish($0) { group.leave() } }
        }
        group.enter()
        streams.async { $0.finish { group.leave() } }
        group.notify(queue: .global(), execute: whenFinished)
    }

    /// The datagrams of all sockets; waits for the workers' queues, and so is not for their answerers.
    package var datagramCounters: DatagramCounters {
        workers.map { $0.sync { $0.map(\.counters).reduce(DatagramCounters(), +) } }.reduce(DatagramCounters(), +)
    }

    /// The connections of all sockets; waits for the queue of TCP, and so is not for its answerer.
    package var streamCounters: TCPCounters {
        streams.sync(\.counters)
    }
}

extension Listeners {
    private static func worker(
        _ index: Int, on sockets: [HeldDescriptor], answerer: (DispatchQueue) -> sending any MessageAnswerer
    ) -> QueueConfined<[UDPListener]> {
        let queue = DispatchQueue(label: "svcdns.udp.\(index)")
        let workspace = UDPWorkspace(answerer: answerer(queue))
        let listeners = sockets.map { UDPListener($0.take(), workspace: workspace, on: queue) }
        return QueueConfined(listeners, on: queue)
    }

    private static func streams(
        on sockets: [BoundSockets], limits: TCPLimits, answerer: (DispatchQueue) -> sending any MessageAnswerer
    ) -> QueueConfined<TCPListener> {
        let queue = DispatchQueue(label: "svcdns.tcp")
        let listener = TCPListener(limits: limits, answerer: answerer(queue), on: queue)
        for socket in sockets.flatMap(\.streamSockets) { listener.add(socket.take()) }
        return QueueConfined(listener, on: queue)
    }

    private static func stop(_ listeners: [UDPListener], then: @escaping () -> Void) {
        let group = DispatchGroup()
        for listener in listeners {
            group.enter()
            listener.stop { group.leave() }
        }
        group.notify(queue: .global(), execute: then)
    }
}
