/// What of a server has been seen to answer, in one round of questions to itself.
///
/// The kernel gives each worker a share of the clients, so that one answer proves one worker. Which one it was, the answer does not say:
/// the workers' own counts do, which come over their queues. A queue that hangs tells nothing; a socket that nobody reads sends nothing.
package struct SelfTestRound {
    /// Something that is to be seen to.
    package enum Part: Hashable, Sendable {
        /// The queue of a worker, the first of which is 0.
        case worker(Int)
        /// The UDP socket that a worker has of an address.
        case socket(ListenAddress, worker: Int)
        /// UDP at an address, as its clients have it.
        case datagrams(ListenAddress)
        /// TCP at an address, as its clients have it.
        case stream(ListenAddress)
    }

    /// Where each worker has UDP sockets.
    private let sockets: [[ListenAddress]]
    private let addresses: [ListenAddress]
    private var counts: [Int: [UInt64]] = [:]

    /// What has not been seen to yet.
    package private(set) var unseen: [Part]

    /// A round in which nothing has been seen to: of the UDP sockets of each worker, and of TCP.
    package init(ofWorkers sockets: [[ListenAddress]], streams: [ListenAddress]) {
        self.sockets = sockets
        addresses = (sockets.flatMap(\.self) + streams).withoutRepetitions
        unseen = sockets.indices.map(Part.worker)
        for address in addresses {
            let workers = sockets.indices.filter { sockets[$0].contains(address) }
            if !workers.isEmpty { unseen.append(.datagrams(address)) }
            unseen += workers.map { .socket(address, worker: $0) }
            if streams.contains(address) { unseen.append(.stream(address)) }
        }
    }

    /// Takes how many answers each socket of a worker has sent so far. One that has sent more than at
    /// first works, whoever asked: under load, questions of the server's own are a few among many that are lost.
    package mutating func counted(_ sent: [UInt64], by worker: Int) {
        seen(.worker(worker))
        guard let first = counts[worker] else {
            counts[worker] = sent
            return
        }
        for (address, counts) in zip(sockets[worker], zip(first, sent)) where counts.0 != counts.1 {
            seen(.socket(address, worker: worker))
        }
    }

    /// Takes that a question was answered there, or a worker was heard of.
    package mutating func seen(_ part: Part) {
        unseen.removeAll { $0 == part }
    }

    /// Takes that this machine does not have the address, or has it no more: nobody on it can ask there, and that is no fault of the
    /// listener's.
    package mutating func cannotAsk(_ address: ListenAddress) {
        unseen.removeAll { $0.address == address }
    }

    /// Whether anything is to be seen to beside TCP.
    package var awaitsDatagrams: Bool {
        unseen.contains { part in !addresses.contains { part == .stream($0) } }
    }

    /// The addresses that questions by UDP are still to be sent to.
    package var askedByDatagram: [ListenAddress] {
        addresses.filter { address in unseen.contains { $0.address == address && $0 != .stream(address) } }
    }

    /// The addresses that questions by TCP are still to be sent to.
    package var askedByStream: [ListenAddress] {
        addresses.filter { unseen.contains(.stream($0)) }
    }
}

extension [ListenAddress] {
    fileprivate var withoutRepetitions: [ListenAddress] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension SelfTestRound.Part: CustomStringConvertible {
    /// `UDP on 127.0.0.1:53 (worker 2)`, as people count.
    package var description: String {
        switch self {
        case .worker(let worker): "worker \(worker + 1)"
        case .socket(let address, let worker): "UDP on \(address) (worker \(worker + 1))"
        case .datagrams(let address): "UDP on \(address)"
        case .stream(let address): "TCP on \(address)"
        }
    }

    fileprivate var address: ListenAddress? {
        switch self {
        case .worker: nil
        case .socket(let address, _), .datagrams(let address), .stream(let address): address
        }
    }
}
