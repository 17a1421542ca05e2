import DNSModel
import ServiceRegistry
import TestSupport
import Testing

/// Builds snapshots of objects, and says what is in them.
struct Registry {
    var rules = RegistryRules()
    var objects = ObjectLists()

    static let web = ServiceKey(namespace: "prod", name: "web")

    var build: RegistryBuild {
        RegistryBuilder(rules).build(objects, generation: 1, serial: 1, remembering: AllocationTable())
    }

    var snapshot: RegistrySnapshot {
        build.snapshot
    }

    /// The Service `web` in the namespace `prod`.
    func web() throws -> ServiceRecord {
        try #require(snapshot.service(Self.web))
    }
}

func address(_ text: String) throws -> IPAddress {
    try #require(IPAddress(text))
}

/// A headless Service.
func headless(_ key: ServiceKey = Registry.web, labels: [String: String] = [:], selector: [String: String] = [:]) -> ServiceObject {
    ServiceObject(key: key, labels: labels, addressing: .headless(families: [.ipv4, .ipv6]), selector: selector)
}

/// A Service with the cluster IPs of this text.
func clusterIP(
    _ addresses: String..., key: ServiceKey = Registry.web, labels: [String: String] = [:], selector: [String: String] = [:]
) throws -> ServiceObject {
    ServiceObject(
        key: key, labels: labels, addressing: .clusterIP(try addresses.map { .named(try address($0)) }), selector: selector)
}

func slice(
    of key: ServiceKey = Registry.web, from origin: EndpointOrigin = .endpointSlice, _ endpoints: EndpointObject...,
    ports: [EndpointPort] = []
) -> EndpointSliceObject {
    EndpointSliceObject(service: key, origin: origin, endpoints: endpoints, ports: ports)
}

func endpoint(
    _ text: String, hostname: Label? = nil, isReady: Bool = true, podName: String? = nil, zone: Label? = nil, nodeName: String? = nil
) throws -> EndpointObject {
    EndpointObject(
        addresses: [try address(text)], hostname: hostname, isReady: isReady, podName: podName, zone: zone, nodeName: nodeName)
}
