import Foundation
import TestSupport
import Testing

/// Without any upstream but the servers of the zones themselves.
@Suite(
    .serialized, .timeLimit(.minutes(20)),
    .enabled(if: ContainerNetwork.isPermitted, "network namespaces with bridges are not permitted here: no container was tried"))
struct ContainerRecursionTests {
    /// The addresses that resolvers know of the root servers; some had another one once.
    private static let roots = [
        "198.41.0.4", "170.247.170.2", "199.9.14.201", "192.33.4.12", "199.7.91.13", "192.203.230.10", "192.5.5.241", "192.112.36.4",
        "198.97.190.53", "192.36.148.17", "192.58.128.30", "193.0.14.129", "199.7.83.42", "202.12.27.33",
    ]

    private static let rootZone = """
        . 300 IN SOA a.root-servers.net. nstld.example. 1 1800 900 604800 86400
        . 300 IN NS a.root-servers.net.
        a.root-servers.net. 300 IN A 198.41.0.4
        example.test. 300 IN NS ns.example.test.
        ns.example.test. 300 IN A 203.0.113.53

        """

    private static let settings = """
        zone:
          - domain: .
            storage: "%FOLDER%"
            file: root.zone
          - domain: example.test
            storage: "%FOLDER%"
            file: example.test.zone

        """

    @Test("with the servers of the zones as upstream a name is resolved from the root on")
    func recursive() throws {
        let network = try ContainerNetwork()
        try network.addOutside("internet", at: "203.0.113.53/24", gateway: "203.0.113.1/24")
        for root in Self.roots {
            #expect(try network.run(in: "internet", ["ip", "address", "add", "\(root)/32", "dev", "lo"]).status == 0)
        }
        #expect(try Tool.run("env", network.launcher + ["ip", "route", "add", "default", "via", "203.0.113.53"]).status == 0)
        let example = SignedUpstream.records.replacingOccurrences(of: "ns IN A 192.0.2.53", with: "ns IN A 203.0.113.53")
        let internet = try KnotServer(
            settings: Self.settings, files: ["root.zone": Self.rootZone, "example.test.zone": example], on: "0.0.0.0", port: 53,
            by: network.launcher(in: "internet"))
        let server = try RunningServer(
            ["--manifests", Fixture.demo, "--upstream", "recursive"], listen: "\(ContainerNetwork.bridge):53", by: network.launcher)
        let dig = network.launcher + ["dig", "+short", "@\(ContainerNetwork.bridge)"]
        #expect(
            waitUntil {
                (try? Tool.run("env", dig + ["www.example.test"]).output) == "alias.example.test.\nhost.example.test.\n192.0.2.1\n"
            })
        #expect(try Tool.run("env", dig + ["frontend-svc.test"]).output == "10.103.65.19\n")
        withExtendedLifetime((network, internet, server)) {}
    }
}
