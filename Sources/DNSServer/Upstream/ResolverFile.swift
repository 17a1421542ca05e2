import DNSModel
package import Upstream

/// The name servers that /etc/resolv.conf names (resolv.conf(5)), read as glibc reads them, whatever else is in it.
package enum ResolverFile {
    /// Where it is on every Linux.
    package static let path = "/etc/resolv.conf"

    /// The most servers that are taken: glibc takes three, some write more.
    package static let maximumServers = 8

    /// The most octets that are read: it is read each second.
    package static let maximumLength = 64 * 1_024

    /// The servers in the order of the text, each once. A line that names none that can be read is passed over. No line can say
    /// another port than that of DNS.
    package static func servers(in text: [UInt8], port: UInt16 = UpstreamServer.defaultPort) -> [UpstreamServer] {
        var servers: [UpstreamServer] = []
        for line in text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            guard let server = server(in: line, port: port), !servers.contains(server) else { continue }
            servers.append(server)
        }
        return Array(servers.prefix(maximumServers))
    }

    private static let keyword = Array("nameserver".utf8)

    /// The keyword stands at the very beginning; what comes behind the address is a comment.
    private static func server(in line: ArraySlice<UInt8>, port: UInt16) -> UpstreamServer? {
        let rest = line.dropFirst(keyword.count)
        guard line.starts(with: keyword), let first = rest.first, isBlank(first) else { return nil }
        let host = rest.drop(while: isBlank).prefix { !isBlank($0) && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ";") }
        return server(String(decoding: host, as: UTF8.self), port: port)
    }

    private static func server(_ host: String, port: UInt16) -> UpstreamServer? {
        guard let parts = AddressText(host), parts.port == nil, !parts.isBracketed else { return nil }
        return UpstreamServer(parts.address, interface: parts.zone, port: port)
    }

    private static func isBlank(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t")
    }
}
