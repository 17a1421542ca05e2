import Dispatch
import Foundation
import Glibc
import Synchronization

/// The thread of a scripted server: it waits for queries on its sockets, and does what the script says.
final class FakeServer: Sendable {
    private struct Held: Sendable {
        let octets: [UInt8]
        let client: FakeClient
    }

    private struct State {
        var held: [Held] = []
        var released: [Held] = []
        var isStopping = false
    }

    private let sockets: FakeSockets
    private let script: FakeScript
    private let state = Mutex(State())
    private let hasEnded = DispatchSemaphore(value: 0)
    /// Milliseconds after which the thread looks whether something is to be released, or it is to end.
    private static let tick: Int32 = 5

    init(_ sockets: FakeSockets, _ script: FakeScript) {
        self.sockets = sockets
        self.script = script
        Thread.detachNewThread { self.run() }
    }

    var heldCount: Int {
        state.withLock { $0.held.count }
    }

    func release() {
        state.withLock { state in
            state.released += state.held
            state.held = []
        }
    }

    /// Comes back when the sockets are closed.
    func stop() {
        state.withLock { $0.isStopping = true }
        hasEnded.wait()
    }

    private func run() {
        var connections: [Int32] = []
        while !state.withLock({ $0.isStopping }) {
            for descriptor in readable([sockets.datagrams, sockets.listener] + connections) {
                switch descriptor {
                case sockets.datagrams: receiveDatagram()
                case sockets.listener: accept(into: &connections)
                default: if !receiveMessage(on: descriptor) { end(descriptor, of: &connections) }
                }
            }
            sendReleased()
        }
        connections.forEach { close($0) }
        sockets.closeAll()
        hasEnded.signal()
    }

    private func readable(_ descriptors: [Int32]) -> [Int32] {
        var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard unsafe poll(&waiting, nfds_t(waiting.count), Self.tick) > 0 else { return [] }
        return waiting.filter { $0.revents != 0 }.map(\.fd)
    }

    private func receiveDatagram() {
        guard let (client, octets) = FakeClient.receive(from: sockets.datagrams) else { return }
        react(to: octets, from: client)
    }

    private func accept(into connections: inout [Int32]) {
        let descriptor = Glibc.accept(sockets.listener, nil, nil)
        if descriptor >= 0 { connections.append(descriptor) }
    }

    /// False at the end of the connection.
    private func receiveMessage(on descriptor: Int32) -> Bool {
        guard let message = TestSupport.receiveMessage(from: descriptor) else { return false }
        react(to: message, from: .connection(descriptor))
        return true
    }

    /// What is held for it goes with it: its number may be another's soon.
    private func end(_ descriptor: Int32, of connections: inout [Int32]) {
        connections.removeAll { $0 == descriptor }
        state.withLock { state in
            state.held.removeAll { $0.client == .connection(descriptor) }
            state.released.removeAll { $0.client == .connection(descriptor) }
        }
        close(descriptor)
    }

    private func react(to octets: [UInt8], from client: FakeClient) {
        guard let query = FakeQuery(octets) else { return }
        switch script.reaction(to: query, over: client.carrier) {
        case .nothing: break
        case .send(let answer): client.send(answer, from: sockets.datagrams)
        case .sendFromAnotherPort(let answer): client.send(answer, from: sockets.stranger)
        case .hold(let answer): state.withLock { $0.held.append(Held(octets: answer, client: client)) }
        }
    }

    private func sendReleased() {
        let released = state.withLock { state in
            defer { state.released = [] }
            return state.released
        }
        for answer in released { answer.client.send(answer.octets, from: sockets.datagrams) }
    }
}
