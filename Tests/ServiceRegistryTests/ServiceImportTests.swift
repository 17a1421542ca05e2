import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct ServiceImportTests {
    private func record(_ objects: ObjectLists) throws -> ServiceRecord {
        try #require(Registry(objects: objects).snapshot.serviceImport(Registry.web))
    }

    private func headlessImport(_ key: ServiceKey = Registry.web) -> ServiceImportObject {
        ServiceImportObject(key: key, type: .headless)
    }

    @Test("The endpoints of an import are those of all clusters, ordered by cluster, name and address, and found by both")
    func endpoints() throws {
        let record = try record(
            ObjectLists(
                serviceImports: [headlessImport()],
                endpointSlices: [
                    slice(
                        from: .importedSlice(cluster: "west"), try endpoint("10.1.0.1", hostname: "pet"),
                        try endpoint("10.1.0.2", hostname: "ant")),
                    slice(
                        from: .importedSlice(cluster: "east"), try endpoint("10.2.0.9", hostname: "pet"),
                        try endpoint("10.2.0.8", hostname: "pet")),
                    slice(from: .importedSlice(cluster: "east"), try endpoint("10.1.0.1", hostname: "pet", isReady: false)),
                ]))
        let found = record.endpoints.map { "\($0.name) \($0.cluster?.description ?? "-") \($0.address)" }
        #expect(found == ["pet east 10.2.0.8", "pet east 10.2.0.9", "ant west 10.1.0.2", "pet west 10.1.0.1"])
        #expect(record.endpoints(named: EndpointLabels(name: "pet", cluster: "east"))?.addresses(of: .ipv4).count == 2)
        #expect(record.endpoints(named: EndpointLabels(name: "pet", cluster: "west"))?.addresses(of: .ipv4).count == 1)
        #expect(record.endpoints(named: EndpointLabels(name: "ant", cluster: "east")) == nil)
    }

    @Test("An endpoint that is not ready is awaited in its own cluster only, whatever is published in another")
    func unready() throws {
        let record = try record(
            ObjectLists(
                serviceImports: [headlessImport()],
                endpointSlices: [
                    slice(from: .importedSlice(cluster: "east"), try endpoint("10.1.0.1", hostname: "pet")),
                    slice(
                        from: .importedSlice(cluster: "west"), try endpoint("10.2.0.1", hostname: "pet", isReady: false),
                        try endpoint("10.2.0.2", hostname: "ant", isReady: false)),
                ]))
        let rows: [(Label, Label, Bool)] = [
            ("pet", "east", false), ("pet", "west", true), ("ant", "east", false), ("ant", "west", true), ("bee", "west", false),
        ]
        for (name, cluster, isUnready) in rows {
            #expect(record.hasUnreadyEndpoint(named: EndpointLabels(name: name, cluster: cluster)) == isUnready, "\(name) \(cluster)")
        }
    }

    @Test("Slices of an import and of a Service of the same name are never mixed")
    func separation() throws {
        var registry = Registry()
        registry.objects.services = [headless(selector: ["app": "web"])]
        registry.objects.serviceImports = [headlessImport()]
        registry.objects.pods = [PodObject(namespace: "prod", name: "p", labels: ["app": "web"], addresses: [try address("10.0.0.1")])]
        let imported = slice(from: .importedSlice(cluster: "west"), try endpoint("10.1.0.1"))
        registry.objects.endpointSlices = [imported]
        #expect(try registry.web().endpoints.map(\.name) == ["10-0-0-1"])
        registry.objects.endpointSlices = [imported, slice(from: .endpoints, try endpoint("10.0.0.2"))]
        #expect(try registry.web().endpoints.map(\.name) == ["10-0-0-2"])
        registry.objects.endpointSlices = [imported, slice(from: .endpoints, try endpoint("10.0.0.2")), slice(try endpoint("10.0.0.3"))]
        #expect(try registry.web().endpoints.map(\.name) == ["10-0-0-3"])
        #expect(try record(registry.objects).endpoints.map(\.name) == ["10-1-0-1"])
        #expect(registry.snapshot.endpointCount == 2)
        #expect(registry.snapshot.owner(of: try address("10.1.0.1"), limit: 1) == nil)
    }

    @Test("Pods and Nodes of this cluster say nothing of an endpoint of another that has the same Pod's and Node's name")
    func strangers() throws {
        let record = try record(
            ObjectLists(
                serviceImports: [headlessImport()],
                pods: [PodObject(namespace: "prod", name: "web-0", locationPreference: LocationPreference(weight: 7))],
                nodes: [NodeObject(name: "n1", zone: "eu-a")],
                endpointSlices: [slice(from: .importedSlice(cluster: "west"), try endpoint("10.1.0.1", podName: "web-0", nodeName: "n1"))]))
        #expect(record.endpoints.map(\.preference) == [LocationPreference()])
        #expect(record.endpoints.map(\.zone) == [nil])
    }

    @Test("An import without a name says why")
    func absence() throws {
        let unready = slice(from: .importedSlice(cluster: "west"), try endpoint("10.1.0.1", hostname: "pet", isReady: false))
        let headless = try record(ObjectLists(serviceImports: [headlessImport()], endpointSlices: [unready]))
        #expect(headless.absence == .noReadyEndpoints(unready: 1))
        #expect(headless.unready == [EndpointLabels(name: "pet", cluster: "west")])
        let pending = ServiceImportObject(key: Registry.web, type: .clusterSetIP([]))
        #expect(try record(ObjectLists(serviceImports: [pending])).absence == .noAddress)
        let assigned = ServiceImportObject(key: Registry.web, type: .clusterSetIP([try address("10.9.0.1")]))
        #expect(try record(ObjectLists(serviceImports: [assigned])).absence == nil)
    }

    @Test("The named ports of an import are its own, of a headless one those of its endpoints")
    func ports() throws {
        let own = ServicePort(name: "https", transport: .tcp, number: 443, target: .number(8443))
        let http = EndpointPort(name: "http", transport: .tcp, number: 80)
        let slices = [slice(from: .importedSlice(cluster: "west"), try endpoint("10.1.0.1"), ports: [http])]
        let types: [(ImportType, Label)] = [(.clusterSetIP([try address("10.9.0.1")]), "https"), (.headless, "http")]
        for (type, name) in types {
            let object = ServiceImportObject(key: Registry.web, type: type, ports: [own])
            let record = try record(ObjectLists(serviceImports: [object], endpointSlices: slices))
            #expect(record.namedPorts.map(\.name) == [name])
            #expect(record.endpoints.map(\.ports) == [[http]])
        }
    }

    @Test("An import and its slices make their namespaces exist; a slice without an import makes no record")
    func namespaces() throws {
        let snapshot = Registry(
            objects: ObjectLists(
                serviceImports: [headlessImport(ServiceKey(namespace: "a", name: "x"))],
                endpointSlices: [slice(of: ServiceKey(namespace: "b", name: "x"), from: .importedSlice(cluster: "west"))])
        ).snapshot
        #expect(Set(snapshot.namespaces.keys) == ["a", "b"])
        #expect(snapshot.serviceImports.map(\.key.namespace) == ["a"])
    }

    @Test("An import with more endpoints than one may publish is cut, and that is told of the import, not of the Service")
    func manyEndpoints() {
        let addresses = (0...RegistryLimits.endpointsOfService).map { IPAddress.v4(IPv4Address(UInt32($0))) }
        let build = Registry(
            objects: ObjectLists(
                services: [headless()], serviceImports: [headlessImport()],
                endpointSlices: [slice(from: .importedSlice(cluster: "west"), EndpointObject(addresses: addresses))])
        ).build
        #expect(build.snapshot.endpointCount == RegistryLimits.endpointsOfService)
        #expect(build.cutImports == [Registry.web])
        #expect(build.cutServices.isEmpty)
    }
}
