import DNSModel
import Foundation
import TestSupport
import Testing

/// The commands of RFC 8906 section 8, by dig, against the real binary.
@Suite(.timeLimit(.minutes(20))) struct ProtocolTests {
    private static func server() throws -> RunningServer {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "identity: here\nmanifests: \(Fixture.demo)\n")
        return try RunningServer(["--config", folder.url.appending(path: "svcdns.yaml").path])
    }

    @Test("dig gets what RFC 8906 asks for, over UDP and TCP")
    func rfc8906() throws {
        let server = try Self.server()
        // dig tells of a transfer in other words.
        for row in ProtocolRow.rfc8906 + ProtocolRow.others where !row.arguments.contains("type252") {
            for transport in row.arguments.contains("+tcp") ? [[]] : [[], ["+tcp"]] {
                let arguments = row.arguments.split(separator: " ").map(String.init)
                let output = try server.dig(arguments + transport + ["+tries=1", "+time=5", "cluster.local"]).output
                #expect(AnswerOutline(dig: output)?.description == row.expected, "\(row) \(transport): \(output)")
                #expect(!row.expected.contains("COOKIE") || output.contains("(good)"), "\(output)")
            }
        }
    }

    @Test("A cookie is good for every worker, and NSID and TCP keepalive say what is configured")
    func options() throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "identity: here\nworkers: 4\ntcp: {idleSeconds: 2}\nmanifests: \(Fixture.demo)\n")
        let server = try RunningServer(["--config", folder.url.appending(path: "svcdns.yaml").path])
        let mine: [UInt8] = Array(1...8)
        var cookies: Set<[UInt8]> = []
        var cookie = mine
        // The kernel chooses another worker for each port: one that did not know the cookie would give another hash for the same time.
        for _ in 0..<40 {
            let answer = try #require(server.exchange(DigQuery.octets("soa", for: "cluster.local", cookie: cookie), over: .udp))
            cookie = Array(answer.suffix(24))
            cookies.insert(cookie)
        }
        #expect(cookies.count == 1 && cookie.starts(with: mine))
        let output = try server.dig(["+nsid", "+tcp", "+keepalive", "soa", "cluster.local"]).output
        #expect(output.contains("(\"here\")") && output.contains("TCP KEEPALIVE: 2.0 secs"), "\(output)")
    }

    @Test("dig with a key that nobody knows is told so by a TSIG record")
    func unknownKey() throws {
        let output = try Self.server().dig(["-y", "hmac-sha256:key:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=", "soa", "cluster.local"])
            .output
        #expect(output.contains("status: NOTAUTH") && output.contains("BADKEY") && output.contains("EDNS: version: 0"), "\(output)")
    }

    @Test("An identity that does not fit an answer is an error at the start")
    func identity() throws {
        let folder = try TemporaryDirectory()
        for text in ["\"\"", "\"a\\0b\"", "\"a\\tb\"", "\"a\\x9Bb\"", "\"a\\u2028b\"", "é", String(repeating: "x", count: 129)] {
            try folder.write("svcdns.yaml", "identity: \(text)\n")
            let result = try Tool.svcdns(["serve", "--config", folder.url.appending(path: "svcdns.yaml").path])
            #expect(result.status != 0 && result.errors.contains("identity: ") && !result.errors.contains("\t"), "\(result)")
        }
    }
}
