import Foundation
import TestSupport
import Testing

/// What Docs/Running.md has people do is what svcdns takes.
@Suite(.timeLimit(.minutes(20))) struct RunningPageTests {
    private static let page = "Docs/Running.md"

    @Test("The manifest for Kubernetes is YAML that can be read, and its command is one that svcdns takes")
    func kubernetes() throws {
        let text = try Fixture.text(Self.page)
        let manifest = try #require(text.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        let folder = try TemporaryDirectory()
        try folder.write("deployment.yaml", manifest)
        let checked = try Tool.svcdns(["check", folder.path])
        #expect(checked.status == 0 && checked.output.contains("Deployment"), "\(checked)")
        let command = try #require(manifest.firstMatch(of: #/command: \[(.+)\]/#)).output.1
        let words = command.split(separator: ", ").map { $0.filter { $0 != "\"" } }
        #expect(words.prefix(4) == ["svcdns", "serve", "--listen", "0.0.0.0:53"])
        let places = ["/etc/svcdns/manifests": Fixture.demo]
        let server = try RunningServer(words.dropFirst(4).map { places[$0] ?? $0 }, listen: "0.0.0.0:0")
        #expect(server.announcement.contains("10 Services"))
    }

    @Test("The links of the page lead somewhere")
    func links() throws {
        for link in try Fixture.text(Self.page).matches(of: #/\]\(([^)#:]+)\)/#) {
            let target = Fixture.root.appending(path: "Docs/\(link.output.1)")
            #expect(FileManager.default.fileExists(atPath: target.path), "\(link.output.1)")
        }
    }
}
