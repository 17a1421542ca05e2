import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct DeterminismTests {
    /// Two hundred names, among them some that share an address or a hostname, of three clusters.
    private func objects() throws -> ObjectLists {
        var objects = ObjectLists(
            services: [headless(selector: ["app": "web"]), try clusterIP("10.96.0.1", key: ServiceKey(namespace: "dev", name: "web"))],
            serviceImports: [ServiceImportObject(key: Registry.web, type: .headless)],
            nodes: [NodeObject(name: "n1", externalAddresses: [try address("192.0.2.1")], zone: "eu-a")])
        for index in 0..<200 {
            let text = "10.0.0.\(index % 150)"
            let endpoint = try endpoint(
                text, hostname: index % 3 == 0 ? Label("h\(index % 7)") : nil, isReady: index % 5 != 0, podName: "p\(index)",
                nodeName: index % 2 == 0 ? "n1" : nil)
            let port = EndpointPort(name: "http", transport: .tcp, number: UInt16(80 + index % 3))
            objects.endpointSlices += [
                slice(from: .importedSlice(cluster: try #require(Label("c\(index % 3)"))), endpoint, ports: [port]),
                slice(of: ServiceKey(namespace: "dev", name: "web"), endpoint, ports: [port]),
            ]
            objects.pods.append(
                PodObject(
                    namespace: "prod", name: "p\(index)", labels: ["app": "web", "index": "\(index)"], addresses: [try address(text)],
                    isReady: index % 4 != 0, nodeName: "n1"))
        }
        return objects
    }

    @Test("The same objects always give the same snapshot, whatever seeds their hashes have")
    func isDeterministic() throws {
        let rules = RegistryRules(namesEndpointsByPod: true, indexesExternalAddresses: true)
        let first = Registry(rules: rules, objects: try objects()).snapshot
        for _ in 1...5 {
            let again = Registry(rules: rules, objects: try objects()).snapshot
            #expect(again.services.elementsEqual(first.services))
            #expect(again.serviceImports.elementsEqual(first.serviceImports))
            #expect(Array(again.ownedAddresses) == Array(first.ownedAddresses))
            #expect(again.namespaces.mapValues(\.serviceNames) == first.namespaces.mapValues(\.serviceNames))
        }
        let web = try #require(first.serviceImport(Registry.web))
        #expect(web.endpoints.map(\.address).count > 100)
        #expect(
            web.endpoints.map { ("\($0.cluster?.description ?? "") \($0.name)") }
                == web.endpoints.map { ("\($0.cluster?.description ?? "") \($0.name)") }.sorted())
    }
}
