import DNSModel
import KubernetesObjects
import ServiceRegistry
import Testing

struct PodTests {
    @Test("Pods are judged as the API server judges them", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("an address", .pod(["status": ["podIP": "10.1.0.1"]])),
        Row("no status", .pod([:]), ["f:1:1: note: Pod default/web-1: without an address in status.podIP it is no endpoint"]),
        Row("ended without an address", .pod(["status": ["phase": "Failed"]])),
        Row(
            "an invalid address", .pod(["status": ["podIP": "10.1.0"]]),
            ["f:6:10: error: Pod default/web-1: status.podIP: \"10.1.0\" is not an IP address"]),
        Row(
            "an invalid second address", .pod(["status": ["podIP": "10.1.0.1", "podIPs": [["ip": "10.1.0.1"], ["ip": "fd00::x"]]]]),
            ["f:9:11: error: Pod default/web-1: status.podIPs[1].ip: \"fd00::x\" is not an IP address"]),
        Row(
            "addresses that disagree", .pod(["status": ["podIP": "10.1.0.1", "podIPs": [["ip": "10.1.0.2"]]]]),
            [
                "f:8:11: error: Pod default/web-1: status.podIPs[0].ip: \"10.1.0.2\" is not podIP, \"10.1.0.1\": "
                    + "the first must be the same"
            ]),
        Row(
            "addresses as plain strings", .pod(["status": ["podIPs": ["10.1.0.1"]]]),
            ["f:7:7: error: Pod default/web-1: status.podIPs[0]: expected a mapping of fields but found the string \"10.1.0.1\""]),
        Row(
            "an unknown phase", .pod(["status": ["phase": "running", "podIP": "10.1.0.1"]]),
            ["f:6:10: error: Pod default/web-1: status.phase: \"running\" is not known here: did you mean Running?"]),
        Row(
            "a status that is a boolean", .pod(["status": ["podIP": "10.1.0.1", "conditions": [["type": "Ready", "status": true]]]]),
            [
                "f:9:15: error: Pod default/web-1: status.conditions[0].status: "
                    + "expected a string but found the boolean true: put it in quotation marks"
            ]),
        Row(
            "a hostname that is no label", .pod(["spec": ["hostname": "a.b", "subdomain": "C"], "status": ["podIP": "10.1.0.1"]]),
            [
                "f:6:13: error: Pod default/web-1: spec.hostname: \"a.b\" is not a DNS label: \(Told.labelForm)",
                "f:7:14: error: Pod default/web-1: spec.subdomain: \"C\" is not a DNS label: \(Told.labelForm); did you mean \"c\"?",
            ]),
        Row(
            "hostNetwork in quotation marks", .pod(["spec": ["hostNetwork": "true"], "status": ["podIP": "10.1.0.1"]]),
            [
                "f:6:16: error: Pod default/web-1: spec.hostNetwork: "
                    + "expected true or false but found the string \"true\": remove the quotation marks"
            ]),
        Row(
            "a port without a number", ports([["name": "web"]]),
            [
                "f:10:11: error: Pod default/web-1: spec.containers[0].ports[0].containerPort: missing: "
                    + "give a port number from 1 to 65535"
            ]),
        Row(
            "a port with too long a name", ports([["name": "abcdefghijklmnop", "containerPort": 80]]),
            [
                "f:10:17: error: Pod default/web-1: spec.containers[0].ports[0].name: "
                    + "\"abcdefghijklmnop\" is not a port name: \(Told.portNameForm)"
            ]),
        Row(
            "a port with an unknown protocol", ports([["containerPort": 80, "protocol": "QUIC"]]),
            [
                "f:11:21: error: Pod default/web-1: spec.containers[0].ports[0].protocol: "
                    + "\"QUIC\" is not known here: use TCP, UDP or SCTP"
            ]),
        Row(
            "labels that are no strings", ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web-1", "labels": ["v": 1.1]]],
            [
                "f:6:8: error: Pod default/web-1: metadata.labels[\"v\"]: "
                    + "expected a string but found the number 1.1: put it in quotation marks"
            ]),
        Row("a name with dots", ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web.1"], "status": ["podIP": "10.1.0.1"]]),
        Row(
            "a name with an underscore",
            ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "web_1"], "status": ["podIP": "10.1.0.1"]],
            [
                "f:4:9: error: Pod default/web_1: metadata.name: \"web_1\" is not a DNS name: \(Told.nameForm); did you mean \"web-1\"?"
            ]),
    ]

    private static func ports(_ ports: Manifest) -> Manifest {
        .pod(["spec": ["containers": [["name": "c", "image": "i", "ports": ports]]], "status": ["podIP": "10.1.0.1"]])
    }

    private static func pod(_ rest: Manifest) throws -> PodObject {
        let object = try #require(try Decoding.decode(.pod(rest)).objects.first)
        guard case .pod(let pod) = object.payload else { throw Decoding.NoService() }
        return pod
    }

    /// What `status` and `deletionTimestamp` make of a Pod.
    struct Readiness: Sendable {
        let rest: Manifest
        let isReady: Bool
        let hasEnded: Bool
    }

    @Test(
        "A Pod is ready by its Ready condition, and without any condition",
        arguments: [
            Readiness(rest: [:], isReady: true, hasEnded: false),
            Readiness(rest: ["status": ["conditions": []]], isReady: true, hasEnded: false),
            Readiness(rest: ["status": ["conditions": [["type": "Ready", "status": "True"]]]], isReady: true, hasEnded: false),
            Readiness(rest: ["status": ["conditions": [["type": "Ready", "status": "False"]]]], isReady: false, hasEnded: false),
            Readiness(rest: ["status": ["conditions": [["type": "Ready", "status": "Unknown"]]]], isReady: false, hasEnded: false),
            Readiness(rest: ["status": ["conditions": [["type": "Initialized", "status": "True"]]]], isReady: false, hasEnded: false),
            Readiness(rest: ["status": ["phase": "Succeeded"]], isReady: true, hasEnded: true),
            Readiness(rest: ["status": ["phase": "Failed"]], isReady: true, hasEnded: true),
            Readiness(rest: ["status": ["phase": "Pending"]], isReady: true, hasEnded: false),
        ])
    func readiness(_ row: Readiness) throws {
        let pod = try Self.pod(row.rest)
        #expect(pod.isReady == row.isReady)
        #expect(pod.hasEnded == row.hasEnded)
    }

    @Test("A Pod that is being deleted is not ready")
    func deletion() throws {
        let metadata: Manifest = ["name": "web-1", "deletionTimestamp": "2026-01-01T00:00:00Z"]
        let document = try Decoding.decode(["apiVersion": "v1", "kind": "Pod", "metadata": metadata, "status": ["podIP": "10.1.0.1"]])
        guard case .pod(let pod) = document.objects.first?.payload else { throw Decoding.NoService() }
        #expect(!pod.isReady)
    }

    @Test("What a Pod says of its names, addresses and ports is kept, sidecars last")
    func values() throws {
        let pod = try Self.pod([
            "spec": [
                "hostname": "a", "subdomain": "b", "hostNetwork": true, "nodeName": "node-1",
                "initContainers": [
                    ["name": "once", "ports": [["name": "once", "containerPort": 1]]],
                    ["name": "sidecar", "restartPolicy": "Always", "ports": [["name": "side", "containerPort": 2]]],
                ],
                "containers": [["name": "c", "ports": [["containerPort": 3], ["name": "web", "containerPort": 4, "protocol": "UDP"]]]],
            ],
            "status": ["podIP": "10.1.0.1", "podIPs": [["ip": "10.1.0.1"], ["ip": "fd00::1"]]],
        ])
        #expect(pod.nodeName == "node-1")
        #expect(pod.hostname == Label("a") && pod.subdomain == Label("b") && pod.usesHostNetwork)
        #expect(pod.addresses.map(\.description) == ["10.1.0.1", "fd00::1"])
        #expect(
            pod.ports == [
                ContainerPort(name: "web", transport: .udp, number: 4), ContainerPort(name: "side", transport: .tcp, number: 2),
            ])
    }
}
