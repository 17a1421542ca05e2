import DNSModel
import Foundation
import TestSupport
import Testing

/// Real clients ask the real binary.
@Suite(.timeLimit(.minutes(20))) struct ClientTests {
    @Test("dig and kdig get the whole answer over UDP and TCP, EDNS or not")
    func digAndKdig() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        for (tool, options) in [("dig", ["+noedns"]), ("dig", ["+edns=0"]), ("dig", ["+tcp"]), ("kdig", []), ("kdig", ["+tcp"])] {
            let result = try server.dig(["+short"] + options + ["my-service.sales"], with: tool)
            #expect(result.output == "10.0.171.239\n", "\(tool) \(options)")
        }
        let version = try server.dig(["+edns=1", "+noednsneg", "my-service.sales"])
        #expect(version.output.contains("status: BADVERS"))
    }

    @Test("The server tells its version in class CH, to its own machine; other classes are refused")
    func version() throws {
        let server = try RunningServer(["--manifests", Fixture.demo])
        let version = try Tool.svcdns(["--version"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
        let answer = try server.dig(["+noall", "+answer", "CH", "TXT", "version.svcdns"]).output.split {
            $0 == "\t" || $0 == " " || $0 == "\n"
        }
        #expect(answer == ["version.svcdns.", "0", "CH", "TXT", "\"\(version)\""])
        for question in [
            ["CH", "TXT", "version.bind"], ["CH", "A", "version.svcdns"], ["HS", "TXT", "version.svcdns"], ["version.svcdns"],
        ] {
            #expect(try server.dig(question).output.contains("status: REFUSED"), "\(question)")
        }
    }

    @Test("An answer that does not fit is cut with TC, and whole over TCP")
    func truncation() throws {
        let folder = try TemporaryDirectory()
        try folder.write("many.yaml", Self.headless(endpoints: 200))
        let server = try RunningServer(["--manifests", folder.path])
        let query = QueryOctets.query("many.prod.svc.cluster.local", .a, payloadSize: nil)
        let short = try #require(server.exchange(query, over: .udp))
        let cut = try #require(LdnsMessage(short))
        #expect(short.count <= 512 && cut.flags.contains("tc") && !cut.answer.isEmpty)
        let extended = QueryOctets.query("many.prod.svc.cluster.local", .a, payloadSize: 4096)
        #expect(try #require(server.exchange(extended, over: .udp)).count <= 1232)
        let whole = try #require(server.exchange(query, over: .tcp).flatMap(LdnsMessage.init))
        #expect(!whole.flags.contains("tc") && Set(whole.answer).count == 200)
    }

    @Test("Each address comes first about as often, for a client that asks A and AAAA in turn too", arguments: [2, 3, 4])
    func rotation(endpoints: Int) throws {
        let folder = try TemporaryDirectory()
        try folder.write("many.yaml", Self.headless(endpoints: endpoints))
        let server = try RunningServer(["--manifests", folder.path])
        var firsts: [String: Int] = [:]
        for _ in 0..<120 {
            let answer = server.exchange(QueryOctets.query("many.prod.svc.cluster.local", .a), over: .tcp)
            firsts[answer.flatMap(LdnsMessage.init)?.answer.first ?? "", default: 0] += 1
            #expect(server.exchange(QueryOctets.query("many.prod.svc.cluster.local", .aaaa), over: .tcp) != nil)
        }
        #expect(firsts.count == endpoints && firsts.values.allSatisfy { abs($0 - 120 / endpoints) <= 12 }, "\(firsts)")
    }

    @Test("Two Pods of two namespaces ask the same short name, and each gets its own")
    func shortNameOfTwoPods() throws {
        let folder = try TemporaryDirectory()
        for (namespace, client, address) in [("dev", "127.0.0.21", "10.96.0.21"), ("prod", "127.0.0.22", "10.96.0.22")] {
            try folder.write("\(namespace).yaml", Self.namespace(namespace, podAddress: client, clusterIP: address))
        }
        let server = try RunningServer(["--manifests", folder.path, "--default-namespace", "prod"])
        for (client, answer) in [("127.0.0.21", "10.96.0.21"), ("127.0.0.22", "10.96.0.22"), ("127.0.0.1", "10.96.0.22")] {
            let result = try server.dig(["-b", client, "+noall", "+answer", "web"])
            #expect(result.output.split { $0.isWhitespace } == ["web.", "0", "IN", "A", Substring(answer)], "\(client)")
        }
    }

    /// A Pod with this address and a Service `web` in a namespace.
    private static func namespace(_ name: String, podAddress: String, clusterIP: String) -> String {
        """
        {apiVersion: v1, kind: Pod, metadata: {name: shell, namespace: \(name)}, status: {podIP: \(podAddress)}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: \(name)}
        spec: {clusterIP: \(clusterIP), ports: [{port: 80}]}
        """
    }

    @Test(
        "getent, with no other resolver, finds short and full names",
        .enabled(if: Namespaces.command != nil, "namespaces are not permitted here"))
    func getent() throws {
        // A network of its own, so that port 53 is free and nothing else answers.
        let script = """
            set -eo pipefail
            ip link set lo up
            # getent asks for no address of a family that the machine has on loopback only.
            ip address add 192.0.2.1/32 dev lo
            printf 'nameserver 127.0.0.1\\nsearch prod.svc.cluster.local svc.cluster.local cluster.local\\noptions ndots:5\\n' > "$1/resolv.conf"
            mount --bind "$1/resolv.conf" /etc/resolv.conf
            # The log is there before the server writes it, and so for tail to follow.
            : > "$1/log"
            "$2" serve --listen 127.0.0.1:53 --manifests "$3" 2>> "$1/log" &
            server=$!
            trap 'kill $server; wait $server' EXIT
            timeout 20 tail --lines +1 --follow "$1/log" | grep --quiet --max-count 1 'serving on' || true
            for name in multi-port-svc frontend-svc.test my-service.sales.svc.cluster.local; do
                getent ahostsv4 "$name" | sed -n '1s/ .*//p'
            done
            """
        let folder = try TemporaryDirectory()
        let command =
            try #require(Namespaces.command) + ["bash", "-c", script, "test", folder.path, RunningServer.binary.path, Fixture.demo]
        let result = try Tool.run("timeout", ["60"] + command)
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.components(separatedBy: "\n")
        #expect(lines.count == 4 && lines[0].hasPrefix("10."), "\(result.output)")
        #expect(Array(lines.dropFirst()) == ["10.103.65.19", "10.0.171.239", ""])
    }

    /// A headless Service `many` in `prod` with so many endpoints.
    static func headless(endpoints: Int) -> String {
        let addresses = (0..<endpoints).map { "  - addresses: [10.1.\($0 / 250).\($0 % 250 + 1)]" }
        return """
            {apiVersion: v1, kind: Service, metadata: {name: many, namespace: prod}, spec: {clusterIP: None}}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: many-1
              namespace: prod
              labels:
                kubernetes.io/service-name: many
            addressType: IPv4
            endpoints:
            \(addresses.joined(separator: "\n"))
            """
    }
}
