import DNSServer

extension SettingReader {
    /// How many TCP connections there may be, and how long.
    func connections() throws(ConfigurationError) -> ConnectionRules {
        var rules = ConnectionRules()
        rules.most = try value(.tcpConnections, Setting.connections)
        rules.mostPerClient = try value(.tcpConnectionsPerClient, Setting.connections)
        rules.idle = try value(.tcpIdleSeconds, Setting.idleSeconds).map { .seconds($0) } ?? rules.idle
        if let most = rules.most, let ofClient = rules.mostPerClient, ofClient > most, let setting = given(.tcpConnectionsPerClient)?.last {
            throw setting.error("is over tcp.connections, which is \(most): write that or less")
        }
        return rules
    }
}

extension Setting {
    fileprivate func connections() throws(ConfigurationError) -> Int {
        try wholeNumber(1...OpenFiles.mostConnections, "number of connections: write 1 to \(OpenFiles.mostConnections)")
    }

    /// A client that is quiet for minutes has gone, or has forgotten the connection.
    fileprivate func idleSeconds() throws(ConfigurationError) -> Int {
        try wholeNumber(1...600, "time to be idle: write seconds from 1 to 600")
    }
}
