import DNSModel
import ServiceRegistry
import TestSupport

/// One address behind a Service, as one object tells of it.
struct ReferenceEndpoint {
    var address: IPAddress
    var name: Label
    var naming: Naming
    var isReady: Bool
    var ports: [EndpointPort]
    var zone: Label?
    var cluster: Label?
    var preference = LocationPreference()

    /// What gave the name, the best for PTR first.
    enum Naming: Int {
        case hostname
        case pod
        case address
    }
}

extension [ReferenceEndpoint] {
    /// One name and address that several objects tell of is one endpoint: as the first of them says, with the ports of all.
    var merged: [ReferenceEndpoint] {
        reduce(into: []) { once, endpoint in
            let twin = once.firstIndex { ($0.cluster, $0.name, $0.address) == (endpoint.cluster, endpoint.name, endpoint.address) }
            guard let twin else { return once.append(endpoint) }
            once[twin].ports += endpoint.ports
            if endpoint.naming.rawValue < once[twin].naming.rawValue { once[twin].naming = endpoint.naming }
        }
    }
}

extension World {
    /// The endpoints of a Service: of its slices, else of its Endpoints, else of the Pods that it selects.
    func endpoints(of service: ServiceObject) -> [ReferenceEndpoint] {
        for origin in [EndpointOrigin.endpointSlice, .endpoints] {
            let slices = objects.endpointSlices.filter { $0.service == service.key && $0.origin == origin }
            if !slices.isEmpty { return slices.flatMap { endpoints(of: $0, cluster: nil) } }
        }
        guard !service.selector.isEmpty else { return [] }
        return objects.pods.flatMap { pod in
            isSelected(pod, by: service) ? families(of: service).compactMap { endpoint(pod, $0, of: service) } : []
        }
    }

    /// The endpoints of a ServiceImport in all clusters.
    func endpoints(of imported: ServiceImportObject) -> [ReferenceEndpoint] {
        objects.endpointSlices.flatMap { slice in
            guard slice.service == imported.key, case .importedSlice(let cluster) = slice.origin else { return [ReferenceEndpoint]() }
            return endpoints(of: slice, cluster: cluster)
        }
    }

    private func endpoints(of slice: EndpointSliceObject, cluster: Label?) -> [ReferenceEndpoint] {
        slice.endpoints.flatMap { endpoint in
            endpoint.addresses.map { address in
                let (name, naming) = name(address, hostname: endpoint.hostname, pod: endpoint.podName)
                let pod = objects.pods.first { $0.namespace == slice.service.namespace && $0.name == endpoint.podName }
                return ReferenceEndpoint(
                    address: address, name: name, naming: naming, isReady: endpoint.isReady, ports: slice.ports,
                    zone: endpoint.zone ?? zone(ofNode: endpoint.nodeName), cluster: cluster,
                    preference: cluster == nil ? pod?.locationPreference ?? LocationPreference() : LocationPreference())
            }
        }
    }

    private func isSelected(_ pod: PodObject, by service: ServiceObject) -> Bool {
        pod.namespace == service.key.namespace && !pod.hasEnded && service.selector.allSatisfy { pod.labels[$0.key] == $0.value }
    }

    private func families(of service: ServiceObject) -> [AddressFamily] {
        switch service.addressing {
        case .clusterIP(let claims): claims.map(\.family)
        case .headless(let families): families
        case .externalName: []
        }
    }

    private func endpoint(_ pod: PodObject, _ family: AddressFamily, of service: ServiceObject) -> ReferenceEndpoint? {
        guard let address = pod.addresses.first(where: { $0.family == family }) else { return nil }
        let (name, naming) = name(address, hostname: pod.subdomain == service.key.name ? pod.hostname : nil, pod: pod.name)
        return ReferenceEndpoint(
            address: address, name: name, naming: naming, isReady: pod.isReady,
            ports: service.ports.compactMap { endpointPort($0, in: pod) },
            zone: zone(ofNode: pod.nodeName) ?? pod.labels["topology.kubernetes.io/zone"].flatMap { Label($0) },
            preference: pod.locationPreference)
    }

    private func endpointPort(_ port: ServicePort, in pod: PodObject) -> EndpointPort? {
        switch port.target {
        case .number(let number): EndpointPort(name: port.name, transport: port.transport, number: number)
        case .name(let name):
            pod.ports.first { $0.name == name && $0.transport == port.transport }
                .map { EndpointPort(name: port.name, transport: port.transport, number: $0.number) }
        }
    }

    private func zone(ofNode name: String?) -> Label? {
        objects.nodes.first { $0.name == name }?.zone
    }

    private func name(_ address: IPAddress, hostname: Label?, pod: String?) -> (Label, ReferenceEndpoint.Naming) {
        if let hostname { return (hostname, .hostname) }
        if namesEndpointsByPod, let pod, !pod.contains("."), let label = Label(pod) { return (label, .pod) }
        return (Self.dashed(address), .address)
    }

    /// `10-0-0-1`; `fd00-1--2`; nothing may begin or end with a dash: `fd00-1--0`, `0--1`.
    static func dashed(_ address: IPAddress) -> Label {
        var text = String(address.description.map { $0 == "." || $0 == ":" ? "-" : $0 })
        if text.hasSuffix("-") { text += "0" }
        if text.hasPrefix("-") { text = "0" + text }
        return Label(text) ?? "impossible"
    }
}
