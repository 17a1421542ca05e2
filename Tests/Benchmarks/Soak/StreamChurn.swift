import TestSupport

/// TCP connections that do what no resolver does, some of which stay open for a while.
struct StreamChurn {
    private let clients: SoakClients
    private var generator: SeededGenerator
    private var questions: SoakQuestions
    private var messages: MalformedMessages
    /// Those that say nothing, or do not read.
    private var held: [SoakSocket] = []
    /// Those that send a query octet by octet, and what is left of it.
    private var dribbling: [(socket: SoakSocket, rest: ArraySlice<UInt8>)] = []

    private static let source = "127.0.0.2"
    private static let maximumHeld = 40
    private static let maximumDribbling = 10
    /// Queries of one that never reads: their answers are more than the kernel keeps for it.
    private static let unreadQueries = 200

    init(clients: SoakClients, seed: UInt64) {
        self.clients = clients
        generator = SeededGenerator(seed: seed)
        questions = SoakQuestions(clients.tree, seed: seed)
        messages = MalformedMessages(clients.tree, seed: seed)
    }

    mutating func step() throws {
        dribble()
        let socket = try SoakSocket(.stream, port: clients.port, source: Self.source)
        clients.tally.count { $0.connections += 1 }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: break
        case 1...2: halfClose(socket)
        case 3: reset(socket)
        case 4: neverRead(socket)
        case 5: hold(socket)
        case 6: if dribbling.count < Self.maximumDribbling { dribbling.append((socket, framedQuery()[...])) }
        case 7: socket.send(SoakSocket.framed(messages.next()), now: true)
        case 8: socket.send([[0, 0], [0xFF, 0xFF], [0, 11], [0x10, 0x01]].randomElement(using: &generator) ?? [], now: true)
        case _: socket.send(messages.next(), now: true)
        }
    }

    private mutating func framedQuery() -> [UInt8] {
        SoakSocket.framed(questions.inside(1).first?.query ?? [])
    }

    /// What was asked before the end is answered.
    private mutating func halfClose(_ socket: SoakSocket) {
        let question = questions.inside(1)
        socket.send(SoakSocket.framed(question.first?.query ?? []))
        socket.halfClose()
        clients.tally.take([socket.receive(.stream)], to: question)
    }

    private mutating func reset(_ socket: SoakSocket) {
        socket.send(framedQuery(), now: true)
        socket.resetAtEnd()
    }

    private mutating func neverRead(_ socket: SoakSocket) {
        socket.send((0..<Self.unreadQueries).flatMap { _ in framedQuery() }, now: true)
        hold(socket)
    }

    private mutating func hold(_ socket: SoakSocket) {
        held.append(socket)
        if held.count > Self.maximumHeld { held.removeFirst() }
    }

    private mutating func dribble() {
        for index in dribbling.indices {
            if let octet = dribbling[index].rest.popFirst() { dribbling[index].socket.send([octet], now: true) }
        }
        dribbling.removeAll { $0.rest.isEmpty }
    }
}
