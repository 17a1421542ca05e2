import DNSModel
import KubernetesObjects
import ServiceRegistry
import Testing

struct EndpointTests {
    @Test("EndpointSlices and Endpoints are judged as the API server judges them", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("a slice", slice(["addresses": ["10.4.0.1"]])),
        Row("a slice without endpoints", .slice(["addressType": "IPv4", "endpoints": nil, "ports": []])),
        Row(
            "no Service", ["apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "metadata": ["name": "s"], "addressType": "IPv4"],
            [
                "f:4:9: note: EndpointSlice default/s: metadata.labels[\"kubernetes.io/service-name\"]: missing: "
                    + "a slice that names no Service is ignored"
            ]),
        Row(
            "a Service that nothing can be called",
            [
                "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
                "metadata": ["name": "s", "labels": ["kubernetes.io/service-name": "a.b"]], "addressType": "IPv4",
            ],
            [
                "f:4:9: error: EndpointSlice default/s: metadata.labels[\"kubernetes.io/service-name\"]: "
                    + "\"a.b\" is not a DNS label: \(Told.labelForm)"
            ]),
        Row(
            "no addressType", .slice(["endpoints": []]),
            ["f:1:1: error: EndpointSlice default/web-1: addressType: missing: write IPv4 or IPv6"]),
        Row(
            "an unknown addressType", .slice(["addressType": "ipv4"]),
            ["f:7:14: error: EndpointSlice default/web-1: addressType: \"ipv4\" is not known here: did you mean IPv4?"]),
        Row(
            "names instead of addresses", .slice(["addressType": "FQDN", "endpoints": [["addresses": ["a.example"]]]]),
            [
                "f:7:14: note: EndpointSlice default/web-1: addressType: ignored: "
                    + "only endpoints with addresses have records, not those with names (FQDN)"
            ]),
        Row(
            "an address of the wrong family", slice(["addresses": ["10.4.0.1", "fd00::1"]]),
            [
                "f:11:9: error: EndpointSlice default/web-1: endpoints[0].addresses[1]: "
                    + "fd00::1 is not an IPv4 address, as addressType asks"
            ]),
        Row(
            "an invalid address", slice(["addresses": ["10.4.0"]]),
            ["f:10:9: error: EndpointSlice default/web-1: endpoints[0].addresses[0]: \"10.4.0\" is not an IP address"]),
        Row(
            "no addresses", slice(["hostname": "a"]),
            ["f:9:5: error: EndpointSlice default/web-1: endpoints[0].addresses: missing: an endpoint needs at least one address"]),
        Row(
            "an empty list of addresses", slice(["addresses": []]),
            ["f:9:5: error: EndpointSlice default/web-1: endpoints[0].addresses: missing: an endpoint needs at least one address"]),
        Row(
            "a hostname that is no label", slice(["addresses": ["10.4.0.1"], "hostname": "A.b"]),
            [
                "f:11:15: error: EndpointSlice default/web-1: endpoints[0].hostname: \"A.b\" is not a DNS label: \(Told.labelForm)"
            ]),
        Row(
            "ready in quotation marks", slice(["addresses": ["10.4.0.1"], "conditions": ["ready": "yes"]]),
            [
                "f:12:14: error: EndpointSlice default/web-1: endpoints[0].conditions.ready: "
                    + "expected true or false but found the string \"yes\""
            ]),
        Row(
            "a port name twice", .slice(["addressType": "IPv4", "ports": [["name": "a", "port": 1], ["name": "a", "port": 2]]]),
            [
                "f:11:11: error: EndpointSlice default/web-1: ports[1].name: "
                    + "\"a\" is the name of ports[0].name too: each port needs its own"
            ]),
        Row(
            "too high a port", .slice(["addressType": "IPv4", "ports": [["port": 70000]]]),
            ["f:9:11: error: EndpointSlice default/web-1: ports[0].port: 70000 is not a port number: use one from 1 to 65535"]),
        Row(
            "a zone that is no label", slice(["addresses": ["10.4.0.1"], "zone": .string(String(repeating: "z", count: 64))]),
            [
                "f:11:11: warning: EndpointSlice default/web-1: endpoints[0].zone: "
                    + "no names of this zone are built: it has more than 63 characters"
            ]),
        Row("Endpoints", endpoints([["addresses": [["ip": "10.4.0.1"]]]])),
        Row(
            "Endpoints without an address", endpoints([["addresses": [["hostname": "a"]], "ports": [["port": 0]]]]),
            [
                "f:7:9: error: Endpoints default/web: subsets[0].addresses[0].ip: missing: an endpoint needs an address",
                "f:9:15: error: Endpoints default/web: subsets[0].ports[0].port: 0 is not a port number: use one from 1 to 65535",
            ]),
        Row(
            "Endpoints with an invalid address", endpoints([["notReadyAddresses": [["ip": "ten"]]]]),
            ["f:7:13: error: Endpoints default/web: subsets[0].notReadyAddresses[0].ip: \"ten\" is not an IP address"]),
        Row(
            "Endpoints that no Service can have", ["apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "a.b"]],
            ["f:4:9: note: Endpoints default/a.b: metadata.name: ignored: no Service can have this name"]),
    ]

    private static func slice(_ endpoint: Manifest) -> Manifest {
        .slice(["addressType": "IPv4", "endpoints": .list([endpoint])])
    }

    private static func endpoints(_ subsets: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "web"], "subsets": subsets]
    }

    private static func slices(_ manifest: Manifest) throws -> [EndpointSliceObject] {
        guard case .endpointSlices(let slices) = try Decoding.decode(manifest).objects.first?.payload else { throw Decoding.NoService() }
        return slices
    }

    private static func address(_ text: String) throws -> IPAddress {
        try #require(IPAddress(text))
    }

    private static func web() throws -> ServiceKey {
        ServiceKey(namespace: Label("default"), name: Label("web"))
    }

    @Test("A slice keeps its endpoints and ports: unset counts as ready, a port without a number is dropped")
    func slice() throws {
        let slices = try Self.slices(
            .slice([
                "addressType": "IPv4",
                "endpoints": [
                    ["addresses": ["10.4.0.1", "10.4.0.2"], "hostname": "a", "targetRef": ["kind": "Pod", "name": "web.1"]],
                    [
                        "addresses": ["10.4.0.3"], "conditions": ["ready": false, "serving": true],
                        "targetRef": ["kind": "Node", "name": "n"],
                    ],
                    ["addresses": ["10.4.0.4"], "conditions": ["ready": nil], "zone": "eu-1a", "nodeName": "node-1"],
                ],
                "ports": [["name": "http", "port": 8080], ["name": "all"], ["name": "", "port": 53, "protocol": "UDP"]],
            ]))
        let expected = EndpointSliceObject(
            name: "web-1", service: try Self.web(), origin: .endpointSlice,
            endpoints: [
                EndpointObject(
                    addresses: [try Self.address("10.4.0.1"), try Self.address("10.4.0.2")], hostname: Label("a"), podName: "web.1"),
                EndpointObject(addresses: [try Self.address("10.4.0.3")], isReady: false),
                EndpointObject(addresses: [try Self.address("10.4.0.4")], zone: Label("eu-1a"), nodeName: "node-1"),
            ],
            ports: [
                EndpointPort(name: Label("http"), transport: .tcp, number: 8080), EndpointPort(name: nil, transport: .udp, number: 53),
            ])
        #expect(slices == [expected])
    }

    @Test("Each subset of Endpoints is a slice, the addresses that are not ready behind the others")
    func subsets() throws {
        let slices = try Self.slices(
            Self.endpoints([
                [
                    "notReadyAddresses": [["ip": "10.4.0.2", "nodeName": "node-1"]],
                    "addresses": [["ip": "10.4.0.1", "hostname": "a", "targetRef": ["kind": "Pod", "name": "p"]]],
                    "ports": [["port": 80]],
                ],
                ["addresses": [["ip": "fd00::1"]]],
            ]))
        let first = EndpointSliceObject(
            name: "web", service: try Self.web(), origin: .endpoints,
            endpoints: [
                EndpointObject(addresses: [try Self.address("10.4.0.1")], hostname: Label("a"), podName: "p"),
                EndpointObject(addresses: [try Self.address("10.4.0.2")], isReady: false, nodeName: "node-1"),
            ],
            ports: [EndpointPort(name: nil, transport: .tcp, number: 80)])
        let second = EndpointSliceObject(
            name: "web", service: try Self.web(), origin: .endpoints, endpoints: [EndpointObject(addresses: [try Self.address("fd00::1")])],
            ports: [])
        #expect(slices == [first, second])
    }
}
