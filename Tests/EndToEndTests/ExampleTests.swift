import DNSModel
import Foundation
import TestSupport
import Testing

/// The examples that people read are held to be true.
@Suite(.timeLimit(.minutes(20))) struct ExampleTests {
    /// A line `$ dig ...` and the lines below it.
    private struct Example {
        let arguments: [String]
        let answer: Set<String>
    }

    @Test("The comments of Zones/demo give the answers that dig gives")
    func demo() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        var count = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: Fixture.demo).sorted() {
            let text = try Fixture.text("Zones/demo/\(file)")
            let comments = text.components(separatedBy: "\n").filter { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
            let examples = Self.examples(in: comments)
            #expect(!examples.isEmpty, "\(file) shows nothing")
            for example in examples { try Self.check(example, on: server, in: file) }
            count += examples.count
        }
        #expect(count >= 15)
    }

    @Test("The README's dig lines give the output that it prints")
    func readme() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        let text = try Fixture.text("README.md")
        let lines = text.components(separatedBy: "\n").map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : "" }
        let examples = Self.examples(in: lines)
        #expect(examples.count >= 6)
        for example in examples { try Self.check(example, on: server, in: "README.md") }
    }

    @Test("check finds no error in Zones/demo, and a warning gives exit status 1 only with --strict")
    func checkDemo() throws {
        let plain = try Tool.svcdns(["check", Fixture.demo])
        #expect(plain.status == 0, "\(plain.output)")
        #expect(plain.output.hasSuffix(": 0 errors, 2 warnings, 0 notes\n"), "\(plain.output)")
        #expect(try Tool.svcdns(["check", "--strict", Fixture.demo]).status == 1)
    }

    @Test("The configuration that Docs/Configuration.md shows is accepted, and has every key")
    func configuration() throws {
        let (server, text, folder) = try Self.server(configuredAsIn: "Docs/Configuration.md")
        #expect(
            server.exchange(QueryOctets.query("ns.dns.cluster.local", .a), over: .udp).flatMap(LdnsMessage.init)?.answer
                == ["ns.dns.cluster.local. 5 IN A 192.0.2.53"])
        let keys = try Fixture.text("Docs/Configuration.md").matches(of: #/\| `([a-zA-Z0-9.]+)` \|/#).map {
            $0.output.1.split(separator: ".")
        }
        #expect(keys.count >= 25)
        for key in keys { #expect(key.allSatisfy { text.contains("\($0):") }, "\(key.joined(separator: "."))") }
        withExtendedLifetime(folder) {}
    }

    @Test("The configuration that Docs/CoreDNS.md puts in the place of a Corefile is accepted, and answers as that would")
    func corefile() throws {
        let (server, _, folder) = try Self.server(configuredAsIn: "Docs/CoreDNS.md")
        #expect(
            server.exchange(QueryOctets.query("pg-0.pg.prod.svc.cluster.local", .a), over: .udp).flatMap(LdnsMessage.init)?.answer
                == ["pg-0.pg.prod.svc.cluster.local. 30 IN A 10.0.2.1"])
        withExtendedLifetime(folder) {}
    }

    /// A server with the YAML of a page, that YAML, and the folder of its state, which lives no longer than the test holds it.
    private static func server(configuredAsIn page: String) throws -> (server: RunningServer, text: String, folder: TemporaryDirectory) {
        let text = try Fixture.text(page)
        let block = try #require(text.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        let folder = try TemporaryDirectory()
        let keys = "\(folder.path)/root.key"
        try folder.write("root.key", rootKey)
        let here = block.replacingOccurrences(of: "/usr/share/dns/root.key", with: keys)
            .replacingOccurrences(of: "/run/svcdns/handover", with: "\(folder.path)/handover")
        try folder.write("config.yaml", here)
        let configuration = ["--config", "\(folder.path)/config.yaml"]
        // Its servers are somebody's: the server that runs asks nobody, and what it does not read is checked before.
        let checked = try Tool.svcdns(["check"] + configuration + [Fixture.demo])
        #expect(checked.status == 0 && !checked.output.contains("config.yaml"), "\(checked)")
        let state = ["--state-directory", "\(folder.path)/state"]
        let arguments = configuration + ["--manifests", Fixture.demo, "--no-upstream"] + state
        return (try RunningServer(arguments), block, folder)
    }

    private static let rootKey = ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\n"

    private static func examples(in lines: [String]) -> [Example] {
        lines.indices.filter { lines[$0].hasPrefix("$ dig @127.0.0.1 -p 1053 ") }.map { index in
            let words = lines[index].components(separatedBy: " ").dropFirst(5)
            let answer = lines[(index + 1)...].prefix { !$0.isEmpty && !$0.hasPrefix("$") && !$0.hasPrefix("#") }
            return Example(arguments: Array(words), answer: Set(answer))
        }
    }

    private static func check(_ example: Example, on server: RunningServer, in file: String) throws {
        let result = try server.dig(example.arguments)
        let lines = result.output.components(separatedBy: "\n").filter { !$0.isEmpty }
        #expect(Set(lines) == example.answer, "\(file): dig \(example.arguments.joined(separator: " "))")
    }
}
