import DNSModel
import DNSServer
import Testing

@Suite(.timeLimit(.minutes(20))) struct UDPListenerTests {
    @Test("a datagram is answered to its sender, in both families, by any number of workers", arguments: ["127.0.0.1", "::1"], [1, 3])
    func answers(host: String, workers: Int) throws {
        try withServer(host, workers: workers) { listeners, address in
            for number in 0..<20 {
                let client = try TestSocket.datagram(address.address.family)
                try client.send(Array("query \(number)".utf8), to: address)
                #expect(try client.receiveDatagram().octets == MarkingAnswerer.answer(to: "query \(number)", from: host, by: .datagram))
            }
            #expect(listeners.datagramCounters.received == 20)
            #expect(listeners.datagramCounters.sent == 20)
        }
    }

    @Test("of a burst of 1,000 datagrams every one is answered, each client's in their order")
    func answersBursts() throws {
        try withServer { listeners, address in
            let clients = try (0..<10).map { _ in SocketBox(try TestSocket.datagram(.ipv4)) }
            // 250 at a time fit into the receive buffers of any Linux.
            for round in 0..<4 {
                for client in clients {
                    for number in 0..<25 { try client.socket.send(Array("\(round) \(number)".utf8), to: address) }
                }
                for client in clients {
                    for number in 0..<25 {
                        let expected = try MarkingAnswerer.answer(to: "\(round) \(number)", by: .datagram)
                        #expect(try client.socket.receiveDatagram().octets == expected)
                    }
                }
            }
            #expect(listeners.datagramCounters.sent == 1_000)
        }
    }

    @Test("on a wildcard socket the reply comes from the address that was asked", arguments: ["127.0.0.2", "127.0.0.3", "127.0.0.1"])
    func repliesFromAskedAddress(asked: String) throws {
        try withServer("0.0.0.0") { _, address in
            let client = try TestSocket.datagram(.ipv4)
            let target = try #require(IPAddress(asked))
            try client.send(Array("who".utf8), to: ListenAddress(target, port: address.port))
            #expect(try client.receiveDatagram().source == target)
        }
    }

    @Test("on an IPv6 wildcard socket the reply comes from the address that was asked")
    func repliesFromAskedIPv6Address() throws {
        try withServer("::") { _, address in
            let client = try TestSocket.datagram(.ipv6)
            let target = try #require(IPAddress("::1"))
            try client.send(Array("who".utf8), to: ListenAddress(target, port: address.port))
            #expect(try client.receiveDatagram().source == target)
        }
    }

    @Test("an empty answer is silence, an over-long one too, and neither stops the next")
    func keepsSilence() throws {
        try withServer { listeners, address in
            let client = try TestSocket.datagram(.ipv4)
            try client.send(MarkingAnswerer.silence, to: address)
            try client.send(MarkingAnswerer.asking(forOctets: 1_233), to: address)
            try client.send(MarkingAnswerer.asking(forOctets: 1_232), to: address)
            #expect(try client.receiveDatagram().octets.count == 1_232)
            #expect(listeners.datagramCounters.tooLong == 1)
            #expect(listeners.datagramCounters.sent == 1)
        }
    }

    /// Tells how many octets it was handed.
    private final class LengthAnswerer: MessageAnswerer {
        func answer(_ message: Span<UInt8>, from client: Client, into reply: inout [UInt8]) -> Answering {
            reply.append(contentsOf: "\(message.count)".utf8)
            return .now
        }
    }

    @Test("a datagram over 4,096 octets is answered too: as much of it is handed on as shows that it is too long")
    func oversized() throws {
        try withServer(answerer: { _ in LengthAnswerer() }) { _, address in
            let client = try TestSocket.datagram(.ipv4)
            for (length, handed) in [(4_096, 4_096), (4_097, 4_097), (4_098, 4_097), (65_507, 4_097), (12, 12)] {
                try client.send(Array(repeating: 0, count: length), to: address)
                #expect(try client.receiveDatagram().octets == Array("\(handed)".utf8))
            }
        }
    }

    @Test("an empty datagram is a message like others")
    func answersEmpty() throws {
        try withServer { _, address in
            let client = try TestSocket.datagram(.ipv4)
            try client.send([], to: address)
            #expect(try client.receiveDatagram().octets == MarkingAnswerer.answer(to: "", by: .datagram))
        }
    }

    @Test("a stopped listener has closed its sockets: the port can be bound again")
    func freesPort() throws {
        var used: ListenAddress?
        try withServer(workers: 2) { _, address in
            used = address
            let client = try TestSocket.connected(to: address)
            try client.send(framed("held open"))
            #expect(try !client.receiveMessage().isEmpty)
        }
        let address = try #require(used)
        #expect(throws: Never.self) { _ = try BoundSockets.bind(address, workers: 1) }
    }
}
