import Foundation
import TestSupport
import Testing

/// Without servers of the configuration, those of /etc/resolv.conf are asked, as it changes.
@Suite(
    .serialized, .timeLimit(.minutes(20)),
    .enabled(if: ContainerNetwork.isPermitted, "network namespaces with bridges are not permitted here: no container was tried"))
struct ContainerResolverFileTests {
    /// A machine with two name servers, of which each gives an address of its own for `*.wild.example.test`.
    private final class Machine: Sendable {
        let network: ContainerNetwork
        let server: RunningServer
        private let upstreams: [SignedUpstream]
        private let folder: TemporaryDirectory

        init() throws {
            let network = try ContainerNetwork()
            self.network = network
            upstreams = try ["192.0.2.2", "192.0.2.3"].map { address in
                let records = SignedUpstream.records.replacingOccurrences(of: "*.wild IN A 192.0.2.2", with: "*.wild IN A \(address)")
                let own = address == "192.0.2.2" ? "127.0.0.2" : "127.0.0.3"
                return try SignedUpstream(records, isSigned: false, on: own, port: 53, by: network.launcher)
            }
            folder = try TemporaryDirectory()
            try folder.write("config.yaml", "upstream: {timeout: 2}\n")
            try network.writeResolverFile("nameserver 127.0.0.2\n")
            server = try RunningServer(
                ["--manifests", Fixture.demo, "--config", "\(folder.path)/config.yaml"], listen: "\(ContainerNetwork.bridge):53",
                by: network.launcher)
        }

        private func dig(_ arguments: [String]) -> String {
            let command = network.launcher + ["dig", "@\(ContainerNetwork.bridge)", "+tries=1"] + arguments
            return (try? Tool.run("env", command).output) ?? ""
        }

        /// Asks for a name that nobody has asked for; its address, or the answer's code.
        func askNew() -> String {
            let output = dig(["\(UUID().uuidString).wild.example.test"])
            return (output.firstMatch(of: #/\sA\s+([0-9.]+)/#)?.1).map(String.init)
                ?? (output.firstMatch(of: #/status: ([A-Z]+)/#)?.1).map(String.init) ?? "nothing"
        }

        func linesOfLog(with text: String) -> Int {
            server.log.split(separator: "\n").filter { $0.contains(text) }.count
        }
    }

    @Test("a change of resolv.conf is seen without a restart, whether the file is replaced or written; without servers it is told")
    func changes() throws {
        let machine = try Machine()
        #expect(waitUntil { machine.askNew() == "192.0.2.2" })
        try machine.network.writeResolverFile("nameserver 127.0.0.3\n")
        #expect(waitUntil { machine.askNew() == "192.0.2.3" })
        try machine.network.writeResolverFile("nameserver 127.0.0.2\n", inPlace: true)
        #expect(waitUntil { machine.askNew() == "192.0.2.2" })
        try machine.network.writeResolverFile("# nothing\n")
        #expect(waitUntil { machine.askNew() == "SERVFAIL" && machine.linesOfLog(with: "names no server") == 1 }, "\(machine.server.log)")
        try machine.network.writeResolverFile("nameserver 127.0.0.3\n")
        #expect(waitUntil { machine.askNew() == "192.0.2.3" })
    }

    @Test("a resolv.conf that names the server itself is a loop, told once, and over when the file is mended")
    func loop() throws {
        let machine = try Machine()
        #expect(waitUntil { machine.askNew() == "192.0.2.2" })
        try machine.network.writeResolverFile("nameserver \(ContainerNetwork.bridge)\n")
        #expect(waitUntil { machine.linesOfLog(with: "forwarding loop") == 1 && machine.askNew() == "SERVFAIL" }, "\(machine.server.log)")
        try machine.network.writeResolverFile("nameserver \(ContainerNetwork.bridge)\nnameserver 127.0.0.3\n")
        #expect(waitUntil { machine.askNew() == "192.0.2.3" }, "\(machine.server.log)")
    }
}
