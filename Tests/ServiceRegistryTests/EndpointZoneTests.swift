import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct EndpointZoneTests {
    private let nodes = [NodeObject(name: "n1", zone: "eu-a"), NodeObject(name: "n2")]

    @Test(
        "The zone of a slice's endpoint is the slice's, else that of its Node",
        arguments: [
            ("eu-b", "n1", "eu-b"), (nil, "n1", "eu-a"), (nil, "n2", nil), (nil, "n3", nil), (nil, nil, nil), ("EU-B", nil, "eu-b"),
        ]
            as [(Label?, String?, Label?)])
    func slices(zone: Label?, nodeName: String?, expected: Label?) throws {
        var registry = Registry()
        registry.objects.nodes = nodes
        registry.objects.services = [headless()]
        registry.objects.endpointSlices = [slice(try endpoint("10.0.0.1", zone: zone, nodeName: nodeName))]
        #expect(try registry.web().endpoints.map(\.zone) == [expected])
    }

    @Test(
        "The zone of a Pod's endpoint is its Node's, else that of its own label",
        arguments: [
            ("n1", "eu-b", "eu-a"), ("n1", nil, "eu-a"), ("n2", "EU-B", "eu-b"), (nil, "eu-b", "eu-b"), (nil, nil, nil), (nil, "", nil),
        ]
            as [(String?, String?, Label?)])
    func pods(nodeName: String?, label: String?, expected: Label?) throws {
        var registry = Registry()
        registry.objects.nodes = nodes
        registry.objects.services = [headless(selector: ["app": "web"])]
        var labels = ["app": "web"]
        labels["topology.kubernetes.io/zone"] = label
        registry.objects.pods = [
            PodObject(namespace: "prod", name: "p", labels: labels, addresses: [try address("10.0.0.1")], nodeName: nodeName)
        ]
        #expect(try registry.web().endpoints.map(\.zone) == [expected])
    }

    @Test("SRV preferences are those of the Pod behind the endpoint, of the Service's namespace")
    func preferences() throws {
        let preference = LocationPreference(priority: 10, weight: 0)
        var registry = Registry()
        registry.objects.services = [headless(selector: ["app": "web"])]
        registry.objects.pods = [
            PodObject(
                namespace: "prod", name: "a", labels: ["app": "web"], addresses: [try address("10.0.0.1")], locationPreference: preference),
            PodObject(namespace: "prod", name: "b", labels: ["app": "web"], addresses: [try address("10.0.0.2")]),
            PodObject(namespace: "dev", name: "c", locationPreference: preference),
        ]
        #expect(try registry.web().endpoints.map(\.preference) == [preference, LocationPreference()])
        registry.objects.endpointSlices = [
            slice(
                try endpoint("10.0.0.3", podName: "a"), try endpoint("10.0.0.4", podName: "b"), try endpoint("10.0.0.5", podName: "c"),
                try endpoint("10.0.0.6"))
        ]
        let none = LocationPreference()
        #expect(try registry.web().endpoints.map(\.preference) == [preference, none, none, none])
    }
}
