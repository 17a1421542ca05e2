import Foundation

/// A name server on loopback that knows the zone `example.test` alone, signed by keys of its own; all else it refuses.
package final class SignedUpstream: Sendable {
    package let server: KnotServer

    /// A zone with a record of most types, chains of aliases, and an answer that fits no UDP message.
    package static let records = """
        $ORIGIN example.test.
        $TTL 300
        @ IN SOA ns hostmaster 1 7200 1800 86400 60
        @ IN NS ns
        @ IN MX 10 mail
        @ IN CAA 0 issue "ca.example.net"
        ns IN A 192.0.2.53
        mail IN A 192.0.2.25
        host IN A 192.0.2.1
        host IN AAAA 2001:db8::1
        www IN CNAME alias
        alias IN CNAME host
        nowhere IN CNAME missing
        text IN TXT "one" "two"
        _http._tcp IN SRV 10 20 80 host
        names IN NAPTR 10 10 "u" "sip+E2U" "!^.*$!sip:info@example.test!" .
        keys IN SSHFP 4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789
        _443._tcp.host IN TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971
        service IN SVCB 1 host alpn="h2"
        service IN HTTPS 1 . alpn="h3"
        place IN LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
        below IN DNAME host
        machine IN HINFO "PC" "Linux"
        pointer IN PTR host
        link IN URI 10 1 "https://example.test/"
        odd IN TYPE65534 \\# 4 0a000001
        *.wild IN A 192.0.2.2
        \((1...9).map { "big IN TXT \"\($0)\(String(repeating: "x", count: 250))\"" }.joined(separator: "\n"))

        """

    /// Starts the server and waits until it has its zone.
    package init(
        _ records: String = records, isSigned: Bool = true, on address: String = "127.0.0.1", port: UInt16 = 0, by launcher: [String] = []
    ) throws {
        server = try KnotServer(
            settings: Self.settings(isSigned: isSigned), files: ["example.test.zone": records], on: address, port: port, by: launcher)
        let hasZone = waitUntil(atMost: .seconds(30)) {
            server.log.contains(isSigned ? "[example.test.] DNSSEC, successfully signed" : "[example.test.] loaded, serial")
                || !server.isRunning
        }
        guard hasZone, server.isRunning else { throw KnotServer.NotServing(output: server.log) }
    }

    /// What a validator trusts: the keys of the zone that sign keys, as `dig` shows them.
    package func trustAnchor() throws -> String {
        let arguments = ["@\(server.address)", "-p", "\(server.port)", "+noall", "+answer", "example.test", "DNSKEY"]
        let lines = try withExtendedLifetime(self) { try Tool.run("dig", arguments).output.components(separatedBy: "\n") }
        return lines.filter { $0.contains("DNSKEY\t257") }.joined(separator: "\n") + "\n"
    }

    private static func settings(isSigned: Bool) -> String {
        """
        policy:
          - id: small
            algorithm: ecdsap256sha256
        zone:
          - domain: example.test
            storage: "%FOLDER%"
            file: example.test.zone
            zonefile-sync: -1
            dnssec-signing: \(isSigned ? "on" : "off")
            dnssec-policy: small

        """
    }
}
