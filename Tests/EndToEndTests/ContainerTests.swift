import Foundation
import Glibc
import TestSupport
import Testing

/// Real programs in containers have svcdns as their only resolver.
@Suite(
    .serialized, .timeLimit(.minutes(20)),
    .enabled(if: ContainerNetwork.isPermitted, "network namespaces with bridges are not permitted here: no container was tried"))
struct ContainerTests {
    /// What a name leads to, in a Pod of `prod`; nothing: it does not resolve.
    private static let names: [String: Set<String>] = [
        "web": ["10.96.0.10"], "web.prod": ["10.96.0.10"], "web.test": ["10.96.0.20"], "web.test.svc": ["10.96.0.20"],
        "web.prod.svc.cluster.local": ["10.96.0.10"], "web.test.svc.cluster.local.": ["10.96.0.20"],
        "shop": ["192.0.2.1", "2001:db8::1"], "shop.prod.svc.cluster.local": ["192.0.2.1", "2001:db8::1"], "gone": [],
        "mail.example.test": ["192.0.2.25"], "www.example.test": ["192.0.2.1", "2001:db8::1"], "text.example.test": [],
        "missing.example.test": [], "nobody": [], "nobody.prod": [], "nobody.prod.svc.cluster.local": [],
    ]

    @Test(
        "each program resolves short names, full names, ExternalNames and outside names, and fails where there is nothing",
        arguments: ["searchCompletion: false", "searchCompletion: true"])
    func names(setting: String) throws {
        let setup = try ContainerSetup(settings: [setting])
        for container in [ContainerSetup.pod.name, ContainerSetup.plain.name] {
            for program in ContainerProgram.tried {
                let found = try program.addresses(of: Self.names.keys.sorted(), in: container, of: setup.network)
                for (name, addresses) in Self.names {
                    #expect(found[name] == addresses, "\(program.rawValue) in \(container): \(name)")
                }
            }
        }
        withExtendedLifetime(setup) {}
    }

    @Test("the name that a search list makes of an outside name is an alias of it at once, with searchCompletion")
    func searchCompletion() throws {
        for (setting, answer) in [("searchCompletion: false", []), ("searchCompletion: true", ["mail.example.test.", "192.0.2.25"])] {
            let setup = try ContainerSetup(settings: [setting])
            let dig = ["dig", "+short", "@\(ContainerNetwork.bridge)", "mail.example.test.prod.svc.cluster.local"]
            let result = try setup.network.run(in: ContainerSetup.pod.name, dig)
            #expect(result.output.split(separator: "\n").map(String.init) == answer, "\(setting): \(result)")
            withExtendedLifetime(setup) {}
        }
    }

    @Test("ten thousand look-ups at 50 at a time lose none", arguments: [ContainerProgram.glibc, .musl])
    func storm(program: ContainerProgram) throws {
        let setup = try ContainerSetup(settings: ["searchCompletion: true"])
        let names = ["web", "web.test", "shop", "mail.example.test", "n%d.wild.example.test"]
        let folder = try TemporaryDirectory()
        let command = try program.command(in: folder) + ["-n", "10000", "-c", "50"] + names
        let result = try setup.network.run(in: ContainerSetup.pod.name, command, atMost: .seconds(120))
        print("\(program.rawValue): \(result.output)", terminator: "")
        #expect(result.output.hasPrefix("0 of 10000 lost"), "\(result)")
        withExtendedLifetime((setup, folder)) {}
    }

    @Test("somebody on the Internet is refused, with no octet more than was asked, and answered as soon as it is a Pod's address")
    func access() throws {
        let setup = try ContainerSetup()
        let ask = { (name: String, carrier: String) in
            let dig = ["dig", "+qr", "@\(ContainerNetwork.bridge)", carrier, "+edns=0", "+nocookie", name]
            return try setup.network.run(in: ContainerSetup.stranger.name, dig).output
        }
        let questions = ["web.prod.svc.cluster.local", "mail.example.test"].flatMap { name in ["+notcp", "+tcp"].map { (name, $0) } }
        for (name, carrier) in questions {
            let refused = try ask(name, carrier)
            #expect(refused.contains("status: REFUSED") && !refused.contains("EDE:") && refused.contains("ANSWER: 0"), "\(refused)")
            let sizes = refused.matches(of: #/;; QUERY SIZE: (\d+)|;; MSG SIZE +rcvd: (\d+)/#).compactMap { Int($0.1 ?? $0.2 ?? "") }
            #expect(sizes.count == 2 && sizes[1] <= sizes[0], "\(refused)")
        }
        try setup.addPod("visitor", at: ContainerSetup.stranger.address)
        for (name, carrier) in questions {
            #expect(waitUntil { (try? ask(name, carrier).contains("status: NOERROR")) == true }, "\(name) \(carrier)")
        }
        withExtendedLifetime(setup) {}
    }

    @Test("while the name server outside is silent, cluster names resolve, and outside names fail before the program asks again")
    func silence() throws {
        let setup = try ContainerSetup()
        setup.upstream.server.send(SIGSTOP)
        defer { setup.upstream.server.send(SIGCONT) }
        let begin = ContinuousClock.now
        let found = try ContainerProgram.getent.addresses(of: ["web", "web.test"], in: ContainerSetup.pod.name, of: setup.network)
        #expect(found == ["web": ["10.96.0.10"], "web.test": ["10.96.0.20"]])
        #expect(ContinuousClock.now - begin < .seconds(4))
        let dig = ["dig", "+tries=1", "+timeout=5", "@\(ContainerNetwork.bridge)", "host.example.test"]
        let failure = try setup.network.run(in: ContainerSetup.pod.name, dig)
        #expect(failure.output.contains("status: SERVFAIL") && failure.output.contains("EDE: 22"), "\(failure)")
        withExtendedLifetime(setup) {}
    }
}
