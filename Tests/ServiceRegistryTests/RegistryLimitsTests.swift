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

    private func pods(_ count: Int, _ prefix: String, _ labels: [String: String]) -> [PodObject] {
        (0..<count).map { PodObject(namespace: "prod", name: "\(prefix)-\($0)", labels: labels, addresses: [address($0)]) }
    }

    @Test("Services that select among the same many Pods are left out behind a million looks, told, and not taken to be empty")
    func looks() throws {
        let keys = try (0...100).map { ServiceKey(namespace: "prod", name: try #require(Label("web-\(1_000 + $0)"))) }
        let services = keys.map { RegistryObject.service(headless($0, selector: ["app": "web", "tier": "front"])) }
        let few = ServiceKey(namespace: "prod", name: "zz")
        let (both, other) = (pods(1, "c", ["app": "web", "tier": "front"]), pods(RegistryLimits.fewPods, "d", ["few": "yes"]))
        let pods = pods(9_999, "a", ["app": "web"]) + pods(10_000, "b", ["tier": "front"]) + both + other
        var (registered, builder) = (RegistryObjects(), RegistryBuilder(RegistryRules()))
        func cut(after change: RegistryChange) -> (keys: [ServiceKey], snapshot: RegistrySnapshot) {
            registered.apply(change)
            let build = builder.build(registered, after: change, generation: 1, serial: 1, remembering: AllocationTable())
            return (build.cutServices, build.snapshot)
        }
        #expect(cut(after: RegistryChange(added: services.prefix(60) + pods.map(RegistryObject.pod))).keys == [])

        // As many as a start would leave out.
        let more = cut(after: RegistryChange(added: services.dropFirst(60) + [.service(headless(few, selector: ["few": "yes"]))]))
        #expect(more.keys == [keys[100]])
        #expect(more.snapshot.service(keys[99])?.endpoints.count == 1)
        let last = try #require(more.snapshot.service(keys[100]))
        #expect(last.absence == nil && last.endpoints.isEmpty)
        #expect(more.snapshot.service(few)?.endpoints.count == RegistryLimits.fewPods)

        #expect(cut(after: RegistryChange(removed: [services[0]])).keys == [])
        // A Pod that comes again is one Pod.
        let again = cut(after: RegistryChange(removed: both.map(RegistryObject.pod), added: both.map(RegistryObject.pod)))
        #expect(again.keys == [] && again.snapshot.service(keys[100])?.endpoints.count == 1)
    }

    @Test("A look at a Pod for a Service of many labels and ports counts as several")
    func dearLooks() throws {
        var registry = Registry()
        let times = 1 + RegistryLimits.ports / RegistryLimits.partsOfLook
        registry.objects.pods = (0...RegistryLimits.podsLookedAt / times).map { number in
            PodObject(namespace: "prod", name: "\(number)", labels: ["app": "web"], hasEnded: true)
        }
        for (ports, cut) in [(RegistryLimits.ports - 1, [Registry.web]), (RegistryLimits.ports - 2, [])] {
            registry.objects.services = [
                ServiceObject(
                    key: Registry.web, addressing: .headless(families: [.ipv4]), ports: servicePorts(ports), selector: ["app": "web"])
            ]
            #expect(registry.build.cutServices == cut, "\(ports)")
        }
    }

    @Test("Ports of one address that many slices give it are all there, each once, as are those of a slice that has it twice")
    func mergedPorts() throws {
        var registry = Registry()
        registry.objects.services = [headless()]
        let all = endpointPorts(30)
        let parts = [Array(all[..<10]), Array(all[5..<20]), Array(all[..<10]), Array(all[20...])]
        registry.objects.endpointSlices = try parts.map { slice(try endpoint("10.0.0.1"), try endpoint("10.0.0.1"), ports: $0) }
        let endpoints = try registry.web().endpoints
        #expect(endpoints.count == 1 && endpoints.first.map { Set($0.ports) } == Set(all) && endpoints.first?.ports.count == 30)
    }

    @Test("A targetPort finds the first port of its name, among the first hundred of a Pod")
    func namedPorts() throws {
        let others = (0..<RegistryLimits.containerPorts - 1).map { ContainerPort(name: "p\($0)", transport: .tcp, number: 1) }
        let port = { ContainerPort(name: "web", transport: .tcp, number: $0) }
        for (ports, number) in [(others + [port(8_080), port(8_081)], 8_080), ([others[0]] + others + [port(8_080)], nil)]
            as [([ContainerPort], UInt16?)]
        {
            var registry = Registry()
            let servicePort = ServicePort(name: "http", transport: .tcp, number: 80, target: .name("web"))
            registry.objects.services = [
                ServiceObject(
                    key: Registry.web, addressing: .headless(families: [.ipv4]), ports: [servicePort], selector: ["app": "web"])
            ]
            registry.objects.pods = [
                PodObject(namespace: "prod", name: "web", labels: ["app": "web"], addresses: [address(1)], isReady: true, ports: ports)
            ]
            #expect(try registry.web().endpoints.flatMap(\.ports).map(\.number) == (number.map { [$0] } ?? []))
        }
    }

    @Test("Whether a Service selects any Pod is known up to a thousand looks; behind them it is taken to")
    func looksForAny() {
        for count in [RegistryLimits.podsLookedAtForAny, RegistryLimits.podsLookedAtForAny + 1] {
            var selector = PodSelector()
            selector.apply(removed: [], added: pods(count, "a", ["app": "web"]) + pods(2_000, "b", ["tier": "front"]))
            let isKnown = count == RegistryLimits.podsLookedAtForAny
            #expect(selector.mayMatchAny(["app": "web", "tier": "front"], in: "prod") == !isKnown)
            #expect(selector.matching(["app": "web", "tier": "front"], in: "prod").isEmpty)
        }
    }

    @Test("The Services that select any of some Pods are found once each, in the namespaces of these")
    func selectingAnyOf() {
        var registered = RegistryObjects()
        let rows: [(ServiceKey, [String: String])] = [
            (ServiceKey(namespace: "prod", name: "one"), ["app": "a"]),
            (ServiceKey(namespace: "prod", name: "both"), ["app": "a", "on": "x"]),
            (ServiceKey(namespace: "prod", name: "none"), ["app": "a", "on": "y"]),
            (ServiceKey(namespace: "dev", name: "one"), ["app": "a"]),
            (ServiceKey(namespace: "test", name: "one"), ["app": "a"]), (ServiceKey(namespace: "prod", name: "empty"), [:]),
        ]
        registered.apply(RegistryChange(added: rows.map { .service(headless($0, selector: $1)) }))
        let pods = [
            PodObject(namespace: "prod", name: "1", labels: ["app": "a", "on": "x"]),
            PodObject(namespace: "prod", name: "2", labels: ["app": "a"]),
            PodObject(namespace: "dev", name: "1", labels: ["app": "a", "on": "y"]),
        ]
        #expect(registered.services(selectingAnyOf: pods) == [rows[0].0, rows[1].0, rows[3].0])
        #expect(registered.services(selectingAnyOf: [pods[1]]) == [rows[0].0])
        #expect(registered.services(selectingAnyOf: []).isEmpty)
    }
}
