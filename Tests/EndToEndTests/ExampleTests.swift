import DNSModel
import Foundation
import TestSupport
import Testing

/// The examples that people read are held to be true.
@Suite(.timeLimit(.minutes(2))) struct ExampleTests {
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

    @Test("The configuration that Docs/Configuration.md shows is accepted, key by key")
    func configuration() throws {
        let text = try Fixture.text("Docs/Configuration.md")
        let block = try #require(text.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        let folder = try TemporaryDirectory()
        try folder.write("config.yaml", block)
        let arguments = [
            "--config", "\(folder.path)/config.yaml", "--manifests", Fixture.demo, "--state-directory", "\(folder.path)/state",
        ]
        let server = try RunningServer(arguments)
        #expect(
            server.exchange(QueryOctets.query("ns.dns.cluster.local", .a), over: .udp).flatMap(LdnsMessage.init)?.answer
                == ["ns.dns.cluster.local. 5 IN A 192.0.2.53"])
    }

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
