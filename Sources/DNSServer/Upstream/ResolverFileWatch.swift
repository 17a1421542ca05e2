package import Upstream

/// What is to be made of looking at /etc/resolv.conf again and again.
package struct ResolverFileWatch {
    /// The servers that hold.
    package private(set) var servers: [UpstreamServer]
    /// Whether the look before found no server, where there are some.
    private var wasEmpty = false

    /// A watch that begins with these servers.
    package init(_ servers: [UpstreamServer]) {
        self.servers = servers
    }

    /// Takes what the file says now; nil where it cannot be read, and the servers stay. Whether they have changed.
    ///
    /// Many write the file in two steps, and it is empty between them: that it names nobody is believed at the second look.
    package mutating func look(_ found: [UpstreamServer]?) -> Bool {
        guard let found, found != servers else {
            wasEmpty = false
            return false
        }
        guard !found.isEmpty || wasEmpty else {
            wasEmpty = true
            return false
        }
        wasEmpty = false
        servers = found
        return true
    }
}
