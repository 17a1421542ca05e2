import DNSModel

/// Gathers the endpoints of each Service: from its EndpointSlices, else from its Endpoints, else from the Pods it selects.
struct EndpointGatherer {
    private let slices: [ServiceKey: [EndpointSliceObject]]
    private let pods: PodSelector

    init(_ objects: RegistryObjects) {
        slices = Dictionary(grouping: objects.endpointSlices, by: \.service).mapValues(Self.preferred)
        pods = PodSelector(objects.pods)
    }

    func endpoints(of service: ServiceObject) -> GatheredEndpoints {
        switch service.addressing {
        case .externalName: return GatheredEndpoints()
        case .clusterIP, .headless: break
        }
        var gathered = GatheredEndpoints()
        if let slices = slices[service.key] {
            for slice in slices { gathered.add(slice, of: service) }
        } else if !service.selector.isEmpty {
            let derivation = PodDerivation(of: service)
            for pod in pods.matching(service.selector, in: service.key.namespace) { derivation.add(pod, to: &gathered) }
        }
        return gathered
    }

    /// Endpoints are mirrored into slices by a cluster: where there are slices, only they count.
    private static func preferred(_ all: [EndpointSliceObject]) -> [EndpointSliceObject] {
        let slices = all.filter { $0.origin == .endpointSlice }
        return slices.isEmpty ? all : slices
    }
}

/// The endpoints of one Service while they are gathered.
struct GatheredEndpoints {
    private struct Identity: Hashable {
        let name: Label
        let address: IPAddress
    }

    private struct Entry {
        let naming: Endpoint.Naming
        var ports: [EndpointPort]
    }

    private var entries: [Identity: Entry] = [:]
    private var unready: Set<IPAddress> = []
    /// Whether there were more endpoints than a Service may publish.
    private(set) var isCut = false

    /// How many addresses are known but not published.
    var unreadyCount: Int {
        unready.count
    }

    /// How many endpoints are published.
    var publishedCount: Int {
        entries.count
    }

    /// The published endpoints in the order of their names and addresses.
    var published: [Endpoint] {
        guard !entries.isEmpty else { return [] }
        return entries.map { Endpoint(name: $0.name, naming: $1.naming, address: $0.address, ports: $1.ports) }
            .sorted { ($0.name, $0.address) < ($1.name, $1.address) }
    }

    mutating func add(_ slice: EndpointSliceObject, of service: ServiceObject) {
        for endpoint in slice.endpoints {
            for address in endpoint.addresses {
                add(
                    address, hostname: endpoint.hostname, isPublished: endpoint.isReady || service.publishesNotReadyAddresses,
                    ports: slice.ports)
            }
        }
    }

    /// Adds an address; the same address under the same name again only adds its ports.
    mutating func add(_ address: IPAddress, hostname: Label?, isPublished: Bool, ports: [EndpointPort]) {
        guard isPublished else {
            unready.insert(address)
            return
        }
        let identity = Identity(name: hostname ?? address.dashedLabel, address: address)
        if let known = entries[identity]?.ports {
            entries[identity]?.ports = Self.merged(known, ports)
        } else if entries.count < RegistryLimits.endpointsOfService {
            entries[identity] = Entry(naming: hostname == nil ? .address : .hostname, ports: ports)
        } else {
            isCut = true
        }
    }

    private static func merged(_ known: [EndpointPort], _ more: [EndpointPort]) -> [EndpointPort] {
        var seen = Set(known)
        let all = known + more.filter { seen.insert($0).inserted }
        return Array(all.prefix(RegistryLimits.portsOfEndpoint))
    }
}
