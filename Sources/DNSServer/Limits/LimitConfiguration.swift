/// The limits that an operator asks for; by default there are none.
package struct LimitConfiguration: Hashable, Sendable {
    /// Against the use of answers to attack others.
    package var rateLimit: RateLimit?
    /// For a fair share of the server for each client.
    package var clientLimit: ClientLimit?

    /// No limits.
    package init() {}

    /// How many answers go to a prefix over UDP.
    package struct RateLimit: Hashable, Sendable {
        /// For ever; as many may go at once.
        package var responsesPerSecond: Int
        /// Every such query over the limit is answered, with TC or, if nobody may ask from there, REFUSED: 1...10; 0: none.
        package var slip = 2
        /// The prefixes in bits: who attacks one address of a network attacks the network.
        package var ipv4PrefixLength = 24
        /// The same for IPv6.
        package var ipv6PrefixLength = 56

        /// A limit of this number.
        package init(responsesPerSecond: Int) {
            self.responsesPerSecond = responsesPerSecond
        }
    }

    /// How many queries of an address are answered.
    package struct ClientLimit: Hashable, Sendable {
        /// For ever.
        package var queriesPerSecond: Int
        /// At once, after a pause.
        package var burst: Int

        /// A limit of these numbers.
        package init(queriesPerSecond: Int, burst: Int) {
            self.queriesPerSecond = queriesPerSecond
            self.burst = burst
        }
    }

    /// What is limited and what is not, on one line.
    package var summary: String {
        switch (rateLimit, clientLimit) {
        case (nil, nil): "rateLimit and clientLimit are off: nobody is held back"
        case (let rate?, nil): "\(rate); clientLimit is off"
        case (nil, let client?): "\(client); rateLimit is off"
        case (let rate?, let client?): "\(rate); \(client)"
        }
    }
}

extension LimitConfiguration.RateLimit: CustomStringConvertible {
    /// The limit in words.
    package var description: String {
        "rateLimit: \(responsesPerSecond) answers a second over UDP to each IPv4 /\(ipv4PrefixLength) and IPv6 /\(ipv6PrefixLength)"
    }
}

extension LimitConfiguration.ClientLimit: CustomStringConvertible {
    /// The limit in words.
    package var description: String {
        "clientLimit: \(queriesPerSecond) queries a second of each client, \(burst) at once"
    }
}
