import DNSModel

/// Gathers the endpoints of each Service: from its EndpointSlices, else from its Endpoints, else from the Pods it selects; those of
/// each import from the slices of all clusters.
struct EndpointGatherer {
    private let slices: SliceIndex
    private let importedSlices: SliceIndex
    private let pods: PodSelector
    private let names: EndpointNames
    private let surroundings: EndpointSurroundings
    private(set) var traits: SharedTraits

    init(_ objects: RegistryObjects, nodes: NodeFacts, names: EndpointNames, sharing traits: SharedTraits) {
        self.traits = traits
        slices = objects.slices
        importedSlices = objects.importedSlices
        pods = objects.pods
        self.names = names
        surroundings = EndpointSurroundings(nodes: nodes, pods: objects.pods)
    }

    mutating func endpoints(of service: ServiceObject) -> GatheredEndpoints {
        switch service.addressing {
        case .externalName: return GatheredEndpoints()
        case .clusterIP, .headless: break
        }
        var gathered = GatheredEndpoints()
        let slices = slices[service.key]
        if !slices.isEmpty {
            for slice in Self.preferred(slices) { add(slice, includingUnready: service.publishesNotReadyAddresses, to: &gathered) }
        } else if !service.selector.isEmpty {
            let derivation = PodDerivation(of: service, names: names, surroundings: surroundings)
            for pod in pods.matching(service.selector, in: service.key.namespace) { derivation.add(pod, to: &gathered, sharing: &traits) }
        }
        return gathered
    }

    /// How many looks at Pods the endpoints of a Service take; at a Service of many labels or ports one look counts more than once.
    /// Slices cost what their text costs, Pods cost that for each Service.
    func looks(for service: ServiceObject) -> Int {
        switch service.addressing {
        case .externalName: return 0
        case .clusterIP, .headless:
            guard slices[service.key].isEmpty else { return 0 }
            let parts = service.selector.count + service.ports.count
            return pods.looks(for: service.selector, in: service.key.namespace) * (1 + parts / RegistryLimits.partsOfLook)
        }
    }

    mutating func endpoints(ofImport key: ServiceKey) -> GatheredEndpoints {
        var gathered = GatheredEndpoints()
        for slice in importedSlices[key] { add(slice, includingUnready: false, to: &gathered) }
        return gathered
    }

    /// Endpoints are mirrored into slices by a cluster: where there are slices, only they count.
    private static func preferred(_ all: [EndpointSliceObject]) -> [EndpointSliceObject] {
        let slices = all.filter { $0.origin == .endpointSlice }
        return slices.isEmpty ? all : slices
    }

    private mutating func add(_ slice: EndpointSliceObject, includingUnready: Bool, to gathered: inout GatheredEndpoints) {
        for endpoint in slice.endpoints {
            let traits = self.traits.shared(Self.traits(of: endpoint, in: slice, surroundings))
            for address in endpoint.addresses {
                let name = names.name(of: address, hostname: endpoint.hostname, podName: endpoint.podName)
                if endpoint.isReady || includingUnready {
                    gathered.add(name, address, traits)
                } else {
                    gathered.addUnready(name.label, address, cluster: traits.cluster)
                }
            }
        }
    }

    /// The Pods and Nodes of another cluster are not those of the same name here.
    private static func traits(
        of endpoint: EndpointObject, in slice: EndpointSliceObject, _ surroundings: EndpointSurroundings
    ) -> EndpointTraits {
        if let cluster = slice.origin.cluster { return EndpointTraits(ports: slice.ports, zone: endpoint.zone, cluster: cluster) }
        return EndpointTraits(
            ports: slice.ports, zone: endpoint.zone ?? surroundings.zone(ofNode: endpoint.nodeName),
            preference: surroundings.preference(ofPod: endpoint.podName, in: slice.service.namespace))
    }
}
