import DNSModel
import DNSServer
import Upstream

extension Setting {
    /// A server that one can send a question to.
    func upstreamServer() throws(ConfigurationError) -> UpstreamServer {
        guard let server = UpstreamServer(text) else {
            throw error("is no address of a server: write 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353")
        }
        if server.address.isUnspecified { throw error("is no address of one server: write 127.0.0.1 or ::1 for this machine") }
        if server.address.isMulticast { throw error("is the address of a group: write that of one server") }
        if case .v6(let address) = server.address {
            if address.isMappedIPv4 {
                throw error("is IPv4 written as IPv6: write \(IPv4Address(UInt32(truncatingIfNeeded: address.low)))")
            }
            if server.address.isLinkLocal, server.interface == nil {
                throw error("has no interface: write it behind, such as \(address)%eth0")
            }
        }
        if server.port == 0 { throw error("has port 0, which no server has: write 53 or leave it out") }
        return server
    }

    /// A zone whose names go to servers of its own: `_` is usual there.
    func stubZone() throws(ConfigurationError) -> DomainName {
        guard let name = DomainName(text) else { throw error("is no name for a zone: write a name such as corp.internal") }
        if name.isRoot { throw error("is every name: write its servers as upstream.servers") }
        guard name.labels.allSatisfy({ Self.isPlainLabel($0.octets) }) else {
            throw error("is no name for a zone: write a name such as corp.internal")
        }
        return name
    }

    /// A domain of a client's search list.
    func searchDomain() throws(ConfigurationError) -> DomainName {
        guard let name = DomainName(text), !name.isRoot, name.labels.allSatisfy({ Self.isPlainLabel($0.octets) }) else {
            throw error("is no name for a domain: write a name such as corp.example")
        }
        return name
    }

    private static func isPlainLabel(_ octets: [UInt8]) -> Bool {
        isHostLabel(octets.filter { $0 != UInt8(ascii: "_") })
    }

    /// The path of a file that can be read now, and that libunbound's configuration can name.
    func readableFile() throws(ConfigurationError) -> String {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\"" }) else {
            throw error("has a character that libunbound cannot take: name another file")
        }
        do throws(WholeFileError) {
            _ = try WholeFile.read(text, .regular)
        } catch {
            throw self.error("\(error): name a file with DS or DNSKEY records")
        }
        return text
    }

    /// From a tenth of a second to half a minute.
    func timeout() throws(ConfigurationError) -> Duration {
        guard let seconds = Double(text), (0.1...30).contains(seconds) else {
            throw error("is no time to wait: write seconds from 0.1 to 30")
        }
        return .milliseconds(Int((seconds * 1_000).rounded()))
    }

    func concurrency() throws(ConfigurationError) -> Int {
        try wholeNumber(1...100_000, "number of queries: write 1 to 100000")
    }

    func cacheEntries() throws(ConfigurationError) -> Int {
        try wholeNumber(1...10_000_000, "number of answers: write 1 to 10000000")
    }

    /// Seconds from 0 to a day.
    func cacheTimeToLive() throws(ConfigurationError) -> UInt32 {
        UInt32(try wholeNumber(0...86_400, "TTL: write seconds from 0 to 86400"))
    }

    /// Seconds from 0 to three days: no more is advised (RFC 8767 §5).
    func staleSeconds() throws(ConfigurationError) -> UInt32 {
        UInt32(try wholeNumber(0...259_200, "time: write seconds from 0 to 259200"))
    }

    /// Octets, as Kubernetes writes them: `33554432` or `32Mi`.
    func cacheMemory() throws(ConfigurationError) -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let size = Int(digits).flatMap { number in Self.units[text.dropFirst(digits.count)].map(number.multipliedReportingOverflow) }
        guard let size, !size.overflow, (1 << 20...64 << 30).contains(size.partialValue) else {
            throw error("is no size: write 1Mi to 64Gi, or the number of octets")
        }
        return size.partialValue
    }

    private static let units: [Substring: Int] = ["": 1, "Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30]
}
