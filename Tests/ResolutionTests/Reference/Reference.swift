import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// The second resolver: it answers from the plain list of objects, in the simplest way that could be right. It shares no code
/// with the first one.
struct Reference {
    let world: World
    let addresses: [AllocationKey: IPAddress]
    let serial: UInt32
    /// Those that are shown.
    let services: [ServiceObject]
    let imports: [ServiceImportObject]
    let pods: [PodObject]
    let namespaces: [Label]
    private(set) var zones: [ReferenceZone] = []

    init(_ world: World, addresses: [AllocationKey: IPAddress], serial: UInt32) {
        let world = world.inOrder
        self.world = world
        self.addresses = addresses
        self.serial = serial
        let exposure = world.exposure
        services = world.objects.services.filter { world.shows($0.key.namespace) && exposure.serviceSelector.matches($0.labels) }
        imports = world.objects.serviceImports.filter { world.shows($0.key.namespace) && exposure.serviceSelector.matches($0.labels) }
        pods = world.objects.pods.filter { world.shows($0.namespace) }
        let inhabited =
            world.objects.namespaces.map(\.name) + services.map(\.key.namespace) + imports.map(\.key.namespace) + pods.map(\.namespace)
            + world.objects.endpointSlices.map(\.service.namespace)
        namespaces = Set(inhabited.filter(world.shows)).sorted()
        zones = [clusterZone()] + world.multiclusterZones.map(multiclusterZone) + world.externalZones.map(externalZone)
        zones += [reverseZone("in-addr.arpa."), reverseZone("ip6.arpa.")]
        for index in zones.indices { zones[index].finish() }
    }

    func timeToLive(_ settings: ServiceSettings) -> UInt32 {
        settings.timeToLive ?? world.timeToLive
    }

    func clusterIPs(of service: ServiceObject) -> [IPAddress] {
        guard case .clusterIP(let claims) = service.addressing else { return [] }
        return claims.compactMap { claim in
            switch claim {
            case .named(let address): address
            case .allocated(let family): addresses[AllocationKey(service: service.key, family: family)]
            }
        }
    }

    /// Those that are ready, or all that the Service asks to be published: what says whether a Service is empty.
    func published(_ service: ServiceObject) -> [ReferenceEndpoint] {
        world.endpoints(of: service).filter { $0.isReady || service.publishesNotReadyAddresses }.merged
    }

    /// The SOA of a zone whose name server and mailbox lie in `base`.
    func authority(_ origin: DomainName, _ server: [Label], _ mailbox: [Label], in base: DomainName) -> StartOfAuthority {
        StartOfAuthority(
            primaryServer: DomainName(server, in: base) ?? origin, mailbox: DomainName(mailbox, in: base) ?? base, serial: serial,
            refresh: 7200, retry: 1800, expire: 86400, minimum: world.timeToLive)
    }
}

extension World {
    /// Whether what lives in a namespace is shown.
    func shows(_ namespace: Label) -> Bool {
        var labels = objects.namespaces.first { $0.name == namespace }?.labels ?? [:]
        labels["kubernetes.io/metadata.name"] = namespace.description
        return (exposure.namespaces?.contains(namespace) ?? true) && exposure.namespaceSelector.matches(labels)
    }
}
