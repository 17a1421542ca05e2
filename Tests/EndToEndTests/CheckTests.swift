import TestSupport
import Testing

/// What `svcdns check` counts and where it looks.
@Suite(.timeLimit(.minutes(20))) struct CheckTests {
    private let folder: TemporaryDirectory
    private let configuration: String

    init() throws {
        folder = try TemporaryDirectory()
        configuration = "\(folder.path)/svcdns.conf"
    }

    private func check(_ arguments: [String]) throws -> Tool.Result {
        try Tool.svcdns(["check"] + arguments)
    }

    @Test("check counts the Services that the exposure hides, and says nothing of it where it hides none; serve does so too")
    func hidden() throws {
        try folder.write("svcdns.conf", "expose: {namespaces: [prod, sales]}\n")
        #expect(try check(["--config", configuration, Fixture.demo]).output.contains("\n10 Services (5 not shown), "))
        #expect(try check([Fixture.demo]).output.contains("\n10 Services, "))
        let server = try RunningServer(["--config", configuration, "--manifests", Fixture.demo])
        #expect(server.announcement.contains("(UDP and TCP): 10 Services (5 not shown), "), "\(server.announcement)")
    }

    @Test("A rule of exposure that shows nothing is a warning of check and in the log")
    func misspeltExposure() throws {
        try folder.write("svcdns.conf", "expose: {namespaces: [prd]}\n")
        let result = try check(["--config", configuration, Fixture.demo])
        #expect(result.output.hasPrefix("warning: expose.namespaces: prd: no object is in this namespace"), "\(result.output)")
        #expect(result.output.contains("\n10 Services (10 not shown), "), "\(result.output)")
        #expect(try check(["--strict", "--config", configuration, folder.path]).status == 1)
        let server = try RunningServer(["--config", configuration, "--manifests", Fixture.demo])
        #expect(server.log.contains("expose.namespaces: prd: no object is in this namespace"), "\(server.log)")
    }

    @Test("Without a directory check reads those that serve would read, and with one only that")
    func configuredDirectories() throws {
        try folder.write("svcdns.conf", "manifests: \(Fixture.demo)\n")
        #expect(try check(["--config", configuration]).output.contains("\n10 Services, "))
        #expect(try check(["--config", configuration, folder.path]).output.contains("\n0 Services, 0 Pods: "))
    }

    @Test("ServiceImports and Nodes are counted where there are any")
    func kinds() throws {
        #expect(try check([Fixture.registry("multicluster")]).output.contains(#/\d+ Services?, \d+ ServiceImports?, \d+ Pods?: /#))
        try folder.write(
            "node.yaml", "{apiVersion: v1, kind: Node, metadata: {name: a}}\n---\n{apiVersion: v1, kind: Node, metadata: {name: b}}")
        #expect(try check([folder.path]).output.contains("0 Services, 0 Pods, 2 Nodes: 0 errors, "))
    }
}
