import DNSModel
import Resolution
import ServiceRegistry
import TestSupport

/// Makes a world in which the resolvers differ as small as it can, by leaving out what does not matter.
struct Shrinker {
    let query: Query
    let client: IPAddress

    func report(_ world: World, _ differences: [String], seed: UInt64) -> String {
        var small = world
        let again = self.differences(world)
        if !again.isEmpty { shrink(&small) }
        let told = again.isEmpty ? ["only after reloads:"] + differences : self.differences(small)
        return """
            seed \(seed): \(query.question.name) \(query.question.type), RD \(query.recursionDesired), from \(client)
            \(told.joined(separator: "\n"))
            \(SwiftSource.text(of: small))
            """
    }

    private func differences(_ world: World) -> [String] {
        Trial(world, serial: 1).comparison(query, from: client, start: 0).differences
    }

    private func shrink(_ world: inout World) {
        for _ in 0..<2 {
            shrink(&world, \.objects.services)
            shrink(&world, \.objects.pods)
            shrink(&world, \.objects.endpointSlices)
            shrink(&world, \.objects.serviceImports)
            shrink(&world, \.objects.nodes)
            shrink(&world, \.objects.namespaces)
            shrink(&world, \.externalZones)
            shrink(&world, \.multiclusterZones)
            shrink(&world, \.nameServerAddresses)
            shrink(&world, \.serviceCIDRs)
            reset(&world, \.exposure)
            reset(&world, \.namesEndpointsByPod)
            reset(&world, \.hasZoneAwareNames)
            reset(&world, \.podNames)
            reset(&world, \.defaultNamespace)
            reset(&world, \.clientRanges)
            reset(&world, \.timeToLive)
            reset(&world, \.negativeTimeToLive)
            reset(&world, \.outside)
            reset(&world, \.searchCompletion)
            reset(&world, \.upstream)
            shrinkEndpoints(&world)
        }
    }

    private func shrink<Element>(_ world: inout World, _ path: WritableKeyPath<World, [Element]>) {
        for index in world[keyPath: path].indices.reversed() {
            var smaller = world
            smaller[keyPath: path].remove(at: index)
            if !differences(smaller).isEmpty { world = smaller }
        }
    }

    private func reset<Value>(_ world: inout World, _ path: WritableKeyPath<World, Value>) {
        var smaller = world
        smaller[keyPath: path] = World()[keyPath: path]
        if !differences(smaller).isEmpty { world = smaller }
    }

    private func shrinkEndpoints(_ world: inout World) {
        for slice in world.objects.endpointSlices.indices {
            for index in world.objects.endpointSlices[slice].endpoints.indices.reversed() {
                var smaller = world
                let whole = smaller.objects.endpointSlices[slice]
                var endpoints = whole.endpoints
                endpoints.remove(at: index)
                smaller.objects.endpointSlices[slice] = EndpointSliceObject(
                    service: whole.service, origin: whole.origin, endpoints: endpoints, ports: whole.ports)
                if !differences(smaller).isEmpty { world = smaller }
            }
        }
    }
}
