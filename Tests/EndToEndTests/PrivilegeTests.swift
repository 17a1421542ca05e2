import DNSModel
import Foundation
import Glibc
import TestSupport
import Testing

/// What the server may do, and that it needs no more.
@Suite(.timeLimit(.minutes(20))) struct PrivilegeTests {
    @Test(
        "An ordinary user with the one capability, or a network that asks for none, serves port 53 from a tree that is read-only",
        .enabled(if: Sandbox.isPermitted), arguments: [Sandbox.Permission.ambientCapability, .unprivilegedPorts])
    func ordinaryUser(permission: Sandbox.Permission) throws {
        let sandbox = try Sandbox(permission)
        let capabilities = permission == .ambientCapability ? "0000000000000400" : "0000000000000000"
        #expect(try sandbox.status("CapEff") == capabilities && sandbox.status("CapBnd") == capabilities)
        #expect(try sandbox.status("NoNewPrivs") == "1" && sandbox.status("Uid")?.hasPrefix("\(Sandbox.user)") == true)
        #expect(try sandbox.run(["touch", "/etc/trial"]).errors.contains("Read-only file system"))

        #expect(try sandbox.dig("frontend-svc.prod") == "10.100.14.2\n")
        #expect(try sandbox.dig("+tcp", "frontend-svc.prod") == "10.100.14.2\n")
        try sandbox.folder.write("manifests/later.yaml", Self.service)
        sandbox.send(SIGHUP)
        #expect(waitUntil { (try? sandbox.dig("later.default")) == "10.96.77.7\n" })
        let state = try FileManager.default.contentsOfDirectory(atPath: "\(sandbox.folder.path)/state")
        #expect(Set(state) == ["lock", "registry", "serial"])
        sandbox.send(SIGTERM)
        #expect(sandbox.waitForEnd() == 0)
        for hindrance in ["Read-only", "not permitted", "Permission denied", "runs as root", "not answered"] {
            #expect(!sandbox.log.contains(hindrance), "\(sandbox.log)")
        }
    }

    @Test(
        "The capability that Kubernetes gives an ordinary user is not enough, and the error says what is",
        .enabled(if: Sandbox.isPermitted))
    func boundingCapability() throws {
        let failure = #expect(throws: RunningServer.NotServing.self) { try Sandbox(.boundingCapability) }
        #expect(failure?.output.contains("not permitted: run with CAP_NET_BIND_SERVICE, as Docs/svcdns.service does") == true)
    }

    @Test("Root is refused nothing, and told once what suffices", .enabled(if: geteuid() == 0))
    func root() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        #expect(server.exchange(QueryOctets.query("my-service.sales", .a), over: .udp) != nil)
        server.send(SIGHUP)
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        #expect(server.log.components(separatedBy: "runs as root and need not").count == 2, "\(server.log)")
        #expect(server.log.contains("CAP_NET_BIND_SERVICE") && server.log.contains("Docs/svcdns.service"))
    }

    private static let service = """
        {apiVersion: v1, kind: Service, metadata: {name: later}, spec: {clusterIP: 10.96.77.7, ports: [{port: 80}]}}
        """
}
