import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct RegistryLimitsTests {
    private func endpointPorts(_ count: Int) -> [EndpointPort] {
        (0..<count).map { EndpointPort(name: Label("p\($0)"), transport: .tcp, number: UInt16(1 + $0)) }
    }

    private func servicePorts(_ count: Int) -> [ServicePort] {
        (0..<count).map { ServicePort(name: Label("p\($0)"), transport: .tcp, number: UInt16(1 + $0), target: .number(80)) }
    }

    private func address(_ number: Int) -> IPAddress {
        .v4(IPv4Address(0x0A00_0000 + UInt32(number)))
    }

    private func registry(endpoints: Int, ports: Int) -> Registry {
        var registry = Registry()
        let endpoints = (0..<endpoints).map { EndpointObject(addresses: [address($0)], hostname: Label("h\(100_000 + $0)")) }
        registry.objects.services = [headless()]
        registry.objects.endpointSlices = [
            EndpointSliceObject(service: Registry.web, origin: .endpointSlice, endpoints: endpoints, ports: endpointPorts(ports))
        ]
        return registry
    }

    @Test("Endpoints beyond the ports that one Service may have keep their addresses and have no ports, and that is told")
    func endpointPortsOfService() throws {
        let build = registry(endpoints: 2_005, ports: 100).build
        let web = try #require(build.snapshot.service(Registry.web))
        #expect(web.endpoints.count == 2_005)
        #expect(
            web.endpoints.prefix(2_000).allSatisfy { $0.ports.count == 100 } && web.endpoints.dropFirst(2_000).allSatisfy(\.ports.isEmpty))
        #expect(web.endpointSet.locations(of: nil).count == 2_000)
        #expect(build.cutServices == [Registry.web])
        #expect(registry(endpoints: 2_000, ports: 100).build.cutServices.isEmpty)
    }

    @Test("An endpoint has at most a thousand ports, and more are told")
    func portsOfEndpoint() throws {
        let build = registry(endpoints: 1, ports: 1_001).build
        #expect(try #require(build.snapshot.service(Registry.web)).endpoints.map(\.ports.count) == [RegistryLimits.ports])
        #expect(build.cutServices == [Registry.web])
    }

    @Test("A Service has at most a thousand ports and a thousand points outside, and more are told")
    func points() throws {
        let points = RegistryLimits.externalPoints
        let hostnames = (0...points).compactMap { DomainName("h\($0).example.") }.map(LoadBalancerIngress.hostname)
        let rows: [(ServiceExposure, Int, isCut: Bool)] = [
            (ServiceExposure(ingress: hostnames), 1, true), (ServiceExposure(ingress: hostnames.dropLast()), 1, false),
            (ServiceExposure(externalIPs: (0...points).map(address)), 1, true), (ServiceExposure(), points + 1, true),
            (ServiceExposure(externalIPs: [address(1)], ingress: hostnames.dropLast()), 1, true),
        ]
        for (exposure, ports, isCut) in rows {
            var registry = Registry()
            registry.objects.services = [
                ServiceObject(key: Registry.web, addressing: .clusterIP([]), ports: servicePorts(ports), exposure: exposure)
            ]
            #expect(registry.build.cutServices == (isCut ? [Registry.web] : []))
            let web = try registry.web()
            #expect(web.ports.count <= RegistryLimits.ports)
            switch web.outside {
            case .addresses(let addresses): #expect(addresses.all.count <= points)
            case .hostnames(let names): #expect(names.count == points)
            case .endpoints, .nodePorts, nil: break
            }
        }
    }

    @Test("An import has at most a thousand ports and a thousand addresses, and more are told")
    func imports() {
        let rows: [(ImportType, Int)] = [
            (.clusterSetIP((0...RegistryLimits.externalPoints).map(address)), 1), (.clusterSetIP([address(1)]), RegistryLimits.ports + 1),
        ]
        for (type, ports) in rows {
            var registry = Registry()
            registry.objects.serviceImports = [ServiceImportObject(key: Registry.web, type: type, ports: servicePorts(ports))]
            let build = registry.build
            #expect(build.cutImports == [Registry.web])
            #expect(build.snapshot.serviceImport(Registry.web)?.clusterAddresses.all.count ?? .max <= RegistryLimits.externalPoints)
        }
    }
}
