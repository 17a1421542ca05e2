import TestSupport

extension SoakClients {
    /// Malformed datagrams, so many a second: those of the tests, and valid queries that are changed at random.
    func sendMalformedDatagrams(perSecond: Int) throws {
        let socket = try SoakSocket(.datagrams, port: port, source: "127.0.0.3")
        var messages = MalformedMessages(tree, seed: 4)
        let burst = 10
        var pace = Pace(perSecond: perSecond / burst)
        while !tally.hasEnded {
            pace.wait()
            for _ in 0..<burst { socket.send(messages.next()) }
            socket.drain()
            tally.count { $0.malformed += burst }
        }
    }

    /// Connections that come, behave in no way that a resolver does, and go; so many a second.
    func churnStreams(perSecond: Int) throws {
        var churn = StreamChurn(clients: self, seed: 5)
        var pace = Pace(perSecond: perSecond)
        while !tally.hasEnded {
            pace.wait()
            try churn.step()
        }
    }
}
