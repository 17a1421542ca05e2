import DNSModel
import DNSServer

extension Setting {
    func listenAddress() throws(ConfigurationError) -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw error("is no address to listen on: write 127.0.0.1:53 or [::1]:53")
        }
        return address
    }

    func address() throws(ConfigurationError) -> IPAddress {
        guard let address = IPAddress(text) else { throw error("is no address: write 192.0.2.1 or 2001:db8::1") }
        return address
    }

    func addressPrefix() throws(ConfigurationError) -> AddressPrefix {
        if let prefix = AddressPrefix(text) { return prefix }
        if let meant = AddressPrefix(meantBy: text) { throw error("is no CIDR: write \(meant) for this range") }
        if let address = IPAddress(text), let meant = AddressPrefix(meantBy: "\(text)/\(address.family == .ipv4 ? 32 : 128)") {
            throw error("is no CIDR: write \(meant) for this one address")
        }
        throw error("is no CIDR: write an address range such as 10.96.0.0/12 or fd00::/108")
    }

    /// A zone of host names that still leaves room for its name server and mailbox, and leaves the reverse zones alone.
    func zone() throws(ConfigurationError) -> DomainName {
        guard let name = DomainName(text), !name.isRoot, name.labels.allSatisfy({ Self.isHostLabel($0.octets) }),
            DomainName(["hostmaster", "dns"], in: name) != nil
        else { throw error("is no name for a zone: write a name such as cluster.local") }
        for reverse: DomainName in ["in-addr.arpa", "ip6.arpa"] where name.isWithin(reverse) || reverse.isWithin(name) {
            throw error("takes the place of \(reverse), where addresses have their names: write a name such as cluster.local")
        }
        return name
    }

    func label() throws(ConfigurationError) -> Label {
        guard let label = Label(text), text == text.lowercased(), Self.isHostLabel(label.octets) else {
            throw error("is no namespace: write lower-case letters, digits and dashes, at most 63")
        }
        return label
    }

    /// Seconds from 0 to 3600.
    func timeToLive() throws(ConfigurationError) -> UInt32 {
        guard let seconds = UInt32(text), seconds <= 3600 else { throw error("is no TTL: write seconds from 0 to 3600") }
        return seconds
    }

    func workers() throws(ConfigurationError) -> Int {
        try wholeNumber(1...Processors.most, "number of workers: write 1 to \(Processors.most)")
    }

    /// From nothing to five minutes.
    func lameDuck() throws(ConfigurationError) -> Duration {
        guard let seconds = Double(text), (0...300).contains(seconds) else {
            throw error("is no time to answer on: write seconds from 0 to 300")
        }
        return .milliseconds(Int((seconds * 1_000).rounded()))
    }

    /// The path of a directory.
    func directoryPath() throws(ConfigurationError) -> String {
        guard !text.isEmpty else { throw error("is no path of a directory: write one such as /var/lib/svcdns, or leave it out") }
        return text
    }

    /// The path of a socket, which the kernel allows little room.
    func socketPath() throws(ConfigurationError) -> String {
        guard text.utf8.count <= ServerConfiguration.longestHandoverPath else {
            throw error("is too long for the path of a socket: write at most \(ServerConfiguration.longestHandoverPath) octets")
        }
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 }), text.utf8.last != UInt8(ascii: "/") else {
            throw error("is no path of a file: write one such as /run/svcdns/handover")
        }
        return text
    }

    func wholeNumber(_ range: ClosedRange<Int>, _ message: String) throws(ConfigurationError) -> Int {
        guard let number = Int(text), range.contains(number) else { throw error("is no \(message)") }
        return number
    }

    func boolean() throws(ConfigurationError) -> Bool {
        guard let value = Bool(text) else { throw error("is neither true nor false: write true or false") }
        return value
    }

    /// Text that goes into answers, and is shown on the terminals of those that ask.
    func identity() throws(ConfigurationError) -> [UInt8] {
        let octets = Array(text.utf8)
        guard (1...ServerConfiguration.longestIdentity).contains(octets.count), octets.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            throw error("is no identity: write 1 to \(ServerConfiguration.longestIdentity) characters of printable ASCII")
        }
        return octets
    }

    /// A DNS-1123 label.
    static func isHostLabel(_ octets: [UInt8]) -> Bool {
        let dash = UInt8(ascii: "-")
        return octets.first != dash && octets.last != dash
            && octets.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || ASCII.decimalDigit($0) != nil || $0 == dash }
    }
}
