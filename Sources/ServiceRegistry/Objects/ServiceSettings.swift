/// What the annotations of a Service ask for.
package struct ServiceSettings: Hashable, Sendable {
    /// The TTL of its records in seconds, where it is not that of the configuration (`svcdns/ttl`): 0...3600.
    package let timeToLive: UInt32?
    /// The most endpoints that one answer names (`svcdns/max-answers`): 1 or more.
    package let maximumAnswers: Int?

    /// Settings of these parts; by default none.
    package init(timeToLive: UInt32? = nil, maximumAnswers: Int? = nil) {
        self.timeToLive = timeToLive
        self.maximumAnswers = maximumAnswers
    }
}

/// What the annotations of a Pod say of the SRV records that name it (RFC 2782).
package struct LocationPreference: Hashable, Sendable {
    /// `svcdns/srv-priority`: clients use those of the lowest number first.
    package let priority: UInt16?
    /// `svcdns/srv-weight`: the share among those of one priority.
    package let weight: UInt16?

    /// A preference of these parts; by default none.
    package init(priority: UInt16? = nil, weight: UInt16? = nil) {
        self.priority = priority
        self.weight = weight
    }
}
