import DNSServer

extension SettingReader {
    /// How much clients are answered.
    func limits() throws(ConfigurationError) -> LimitConfiguration {
        var limits = LimitConfiguration()
        limits.clientLimit = try clientLimit()
        limits.rateLimit = try rateLimit()
        return limits
    }

    private func clientLimit() throws(ConfigurationError) -> LimitConfiguration.ClientLimit? {
        guard let queries = try value(.clientLimitQueriesPerSecond, Setting.clientLimit) else {
            try checkUnused([.clientLimitBurst], without: .clientLimitQueriesPerSecond)
            return nil
        }
        return LimitConfiguration.ClientLimit(
            queriesPerSecond: queries, burst: try value(.clientLimitBurst, Setting.clientLimit) ?? queries)
    }

    private func rateLimit() throws(ConfigurationError) -> LimitConfiguration.RateLimit? {
        guard let responses = try value(.rateLimitResponsesPerSecond, Setting.responseLimit) else {
            try checkUnused(
                [.rateLimitSlip, .rateLimitIPv4PrefixLength, .rateLimitIPv6PrefixLength], without: .rateLimitResponsesPerSecond)
            return nil
        }
        var limit = LimitConfiguration.RateLimit(responsesPerSecond: responses)
        limit.slip = try value(.rateLimitSlip, Setting.slip) ?? limit.slip
        limit.ipv4PrefixLength = try value(.rateLimitIPv4PrefixLength, Setting.ipv4PrefixLength) ?? limit.ipv4PrefixLength
        limit.ipv6PrefixLength = try value(.rateLimitIPv6PrefixLength, Setting.ipv6PrefixLength) ?? limit.ipv6PrefixLength
        return limit
    }

    /// Nobody is to believe in a limit that is off.
    private func checkUnused(_ keys: [ConfigurationKey], without main: ConfigurationKey) throws(ConfigurationError) {
        for key in keys {
            guard let setting = given(key)?.last else { continue }
            throw setting.error("has no effect without \(main.rawValue), which is what turns the limit on: set it too")
        }
    }
}

extension Setting {
    fileprivate func clientLimit() throws(ConfigurationError) -> Int {
        try wholeNumber(1...SteadyRate.most, "number of queries: write 1 to \(SteadyRate.most), or leave the key out for no limit")
    }

    fileprivate func responseLimit() throws(ConfigurationError) -> Int {
        try wholeNumber(1...SteadyRate.most, "number of answers: write 1 to \(SteadyRate.most), or leave the key out for no limit")
    }

    /// As far as BIND's.
    fileprivate func slip() throws(ConfigurationError) -> Int {
        try wholeNumber(0...10, "number of queries: write 1 to 10 for every such query to get TC, or 0 for none")
    }

    fileprivate func ipv4PrefixLength() throws(ConfigurationError) -> Int {
        try wholeNumber(1...32, "length of an IPv4 prefix: write 1 to 32")
    }

    fileprivate func ipv6PrefixLength() throws(ConfigurationError) -> Int {
        try wholeNumber(1...128, "length of an IPv6 prefix: write 1 to 128")
    }
}
