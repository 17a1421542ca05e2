import DNSModel
import Resolution
import ServiceRegistry

/// Names and records of endpoints, in whatever zone.
extension Reference {
    /// A headless Service: its published endpoints.
    func addHeadless(_ service: ServiceObject, to zone: inout ReferenceZone) {
        guard world.exposure.showsEndpoints else { return }
        let endpoints = published(service)
        guard !endpoints.isEmpty else { return zone.addAwaited(service.key) }
        addEndpoints(endpoints, at: [], of: service.key, service.settings, to: &zone)
        addNamedPorts(of: endpoints, of: service.key, service.settings, to: &zone)
        addEndpointNames(of: service, to: &zone)
    }

    /// `<zone>.pin._zone` and `<zone>.prefer._zone` for the topology zones that there are.
    func addZoneAwareNames(of service: ServiceObject, to zone: inout ReferenceZone) {
        let endpoints = published(service)
        guard world.hasZoneAwareNames, world.exposure.showsEndpoints, !endpoints.isEmpty else { return }
        for word: Label in ["pin", "prefer"] {
            zone.addEmpty([word, "_zone", service.key.name, service.key.namespace, "svc"])
            for topologyZone in Set(endpoints.compactMap(\.zone)) {
                let near = endpoints.filter { $0.zone == topologyZone }
                addEndpoints(near, at: [topologyZone, word, "_zone"], of: service.key, service.settings, to: &zone)
            }
        }
    }

    /// The names of the endpoints themselves: those that are published, and those that are not yet.
    func addEndpointNames(of service: ServiceObject, to zone: inout ReferenceZone) {
        guard world.exposure.showsEndpoints else { return }
        let endpoints = published(service)
        addHostNames(of: endpoints, of: service.key, service.settings, to: &zone)
        for endpoint in world.endpoints(of: service) where !endpoints.contains(where: { $0.name == endpoint.name }) {
            zone.addUnready(labels(of: endpoint), service.key)
        }
    }

    func addHostNames(
        of endpoints: [ReferenceEndpoint], of key: ServiceKey, _ settings: ServiceSettings, to zone: inout ReferenceZone
    ) {
        for endpoint in endpoints {
            let unlimited = ServiceSettings(timeToLive: settings.timeToLive)
            addEndpoints([endpoint], at: labels(of: endpoint), of: key, unlimited, to: &zone)
        }
    }

    /// The addresses and every port of these endpoints, at one name.
    func addEndpoints(
        _ endpoints: [ReferenceEndpoint], at labels: [Label], of key: ServiceKey, _ settings: ServiceSettings, to zone: inout ReferenceZone
    ) {
        for endpoint in endpoints {
            let name = zone.name(labels, key)
            zone.add(name, RecordData(address: endpoint.address), timeToLive(settings), limit: settings.maximumAnswers)
            for port in endpoint.ports { addLocation(endpoint, port, at: name, of: key, settings, to: &zone) }
        }
    }

    func addNamedPorts(
        of endpoints: [ReferenceEndpoint], of key: ServiceKey, _ settings: ServiceSettings, to zone: inout ReferenceZone
    ) {
        for endpoint in endpoints {
            for port in endpoint.ports {
                guard let labels = Self.portLabels(port.name, port.transport) else { continue }
                addLocation(endpoint, port, at: zone.name(labels, key), of: key, settings, to: &zone)
            }
        }
    }

    private func addLocation(
        _ endpoint: ReferenceEndpoint, _ port: EndpointPort, at name: DomainName?, of key: ServiceKey, _ settings: ServiceSettings,
        to zone: inout ReferenceZone
    ) {
        // The port has its name, though the endpoint has none.
        guard let target = zone.name(labels(of: endpoint), key) else { return zone.addEmpty(name) }
        let preference = endpoint.preference
        let location = ServiceLocation(
            priority: preference.priority ?? 0, weight: preference.weight ?? 0, port: port.number, target: target)
        zone.add(
            name, .srv(location), timeToLive(settings), sharesWeight: preference.weight == nil, limit: settings.maximumAnswers,
            address: endpoint.address)
    }

    /// The name of an endpoint below its Service; in a zone of several clusters, below its cluster.
    func labels(of endpoint: ReferenceEndpoint) -> [Label] {
        [endpoint.name] + (endpoint.cluster.map { [$0] } ?? [])
    }
}
