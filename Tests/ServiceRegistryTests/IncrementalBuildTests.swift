import DNSModel
import ServiceRegistry
import TestSupport
import Testing

struct IncrementalBuildTests {
    private static func rules(_ seed: UInt64) throws -> RegistryRules {
        let labels = LabelSelector([.isOneOf("env", ["a"])])
        let exposures = [
            ExposureRules(), ExposureRules(showsEmptyServices: false), ExposureRules(namespaces: ["prod", "dev", "none"]),
            ExposureRules(namespaceSelector: labels), ExposureRules(serviceSelector: LabelSelector([.exists("tier")])),
            ExposureRules(showsEndpoints: false), ExposureRules(),
        ]
        return RegistryRules(
            serviceCIDRs: [try #require(AddressPrefix("10.96.0.0/28")), try #require(AddressPrefix("fd00:96::/125"))],
            exposure: exposures[Int(seed % 7)], namesEndpointsByPod: seed % 2 == 0, indexesExternalAddresses: seed % 3 != 0,
            arrangesTopologyZones: seed % 5 != 0)
    }

    @Test(
        "After any change the snapshot is that of a build from nothing with the same table of addresses",
        arguments: 0..<210 as Range<UInt64>)
    func isWhole(seed: UInt64) throws {
        var registry = ChangingRegistry(ObjectGenerator(seed: seed), rules: try Self.rules(seed))
        registry.change(30, "seed \(seed), first")
        for round in 1...12 { registry.change(round % 4 == 0 ? 8 : 2, "seed \(seed), round \(round)") }
    }

    @Test("So it is with thousands of Services, whose rows stand in several pieces", arguments: 0..<3 as Range<UInt64>)
    func large(seed: UInt64) throws {
        var generator = ObjectGenerator(seed: seed)
        generator.serviceCount = 1_000
        var registry = ChangingRegistry(generator, rules: try Self.rules(seed))
        registry.change(6_000, "seed \(seed), first")
        for round in 1...6 { registry.change(round % 3 == 0 ? 3_000 : 20, "seed \(seed), round \(round)") }
    }

    @Test("Where the ports of all endpoints do not find room, each change looks at all Services again")
    func shortage() throws {
        let ports = (0..<1_000).map { EndpointPort(name: nil, transport: .tcp, number: UInt16(1 + $0)) }
        let objects = (0..<7).map { (number: Int) -> [RegistryObject] in
            let key = ServiceKey(namespace: "prod", name: Label("s\(number)") ?? "s")
            let endpoints = (0..<200).map { EndpointObject(addresses: [.v4(IPv4Address(UInt32(number << 8 + $0)))]) }
            return [
                .service(headless(key)),
                .endpointSlices([EndpointSliceObject(name: "a", service: key, origin: .endpointSlice, endpoints: endpoints, ports: ports)]),
            ]
        }
        let changes = [
            RegistryChange(added: Array(objects[1...4].joined())), RegistryChange(added: objects[0] + objects[6]),
            RegistryChange(removed: objects[1]), RegistryChange(added: objects[5]), RegistryChange(removed: objects[0]),
            RegistryChange(removed: objects[2]),
        ]
        var (builder, registered, cut) = (RegistryBuilder(RegistryRules()), RegistryObjects(), [[String]]())
        for change in changes {
            registered.apply(change)
            let build = builder.build(registered, after: change, generation: 1, serial: 1, remembering: AllocationTable())
            var other = RegistryBuilder(RegistryRules())
            let whole = other.build(registered, after: RegistryChange(), generation: 1, serial: 1, remembering: AllocationTable())
            #expect(Array(build.snapshot.services) == Array(whole.snapshot.services) && build.cutServices == whole.cutServices)
            cut.append(build.cutServices.map { "\($0.name)" })
        }
        #expect(cut == [[], ["s6"], [], ["s6"], [], []])
    }

    @Test("What a snapshot tells stays what it was when others follow it")
    func olderSnapshots() throws {
        var (builder, registered) = (RegistryBuilder(RegistryRules()), RegistryObjects())
        var snapshots: [RegistrySnapshot] = []
        for number in 1...3 {
            let change = RegistryChange(
                removed: number > 1 ? [.service(try clusterIP("10.96.0.\(number - 1)"))] : [],
                added: [.service(try clusterIP("10.96.0.\(number)"))])
            registered.apply(change)
            let build = builder.build(registered, after: change, generation: UInt64(number), serial: 1, remembering: AllocationTable())
            snapshots.append(build.snapshot)
        }
        for (index, snapshot) in snapshots.enumerated() {
            #expect(try snapshot.service(Registry.web)?.clusterAddresses.all == [address("10.96.0.\(index + 1)")])
            #expect(try Array(snapshot.ownedAddresses) == [address("10.96.0.\(index + 1)")])
        }
    }

    @Test(
        "From change to change the ledger hands out what a run over all Services would, also when the range runs out",
        arguments: 0..<60 as Range<UInt64>)
    func allocation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let cidrs = [
            try #require(AddressPrefix(seed % 2 == 0 ? "10.96.0.0/28" : "10.96.0.0/26")), try #require(AddressPrefix("fd00::/125")),
        ]
        var services: [ServiceKey: ServiceObject] = [:]
        var table = AllocationTable()
        var builder = RegistryBuilder(RegistryRules(serviceCIDRs: cidrs))
        var registered = RegistryObjects()
        for _ in 0..<40 {
            var change = RegistryChange()
            for number in Set((0..<3).map { _ in Int.random(in: 0..<24, using: &random) }) {
                let key = try key("s\(number)")
                if let old = services.removeValue(forKey: key) { change.removed.append(.service(old)) }
                let named = Set(services.values.flatMap(\.claims))
                let address = IPAddress.v4(IPv4Address(0x0A60_0000 + UInt32.random(in: 1..<14, using: &random)))
                let claims: [[ClusterIPClaim]?] = [
                    nil, [.allocated(.ipv4)], [.allocated(.ipv4)], [.allocated(.ipv4), .allocated(.ipv6)], [.allocated(.ipv6)],
                    named.contains(.named(address)) ? nil : [.named(address)],
                ]
                guard let chosen = claims.randomElement(using: &random) ?? nil else { continue }
                let service = ServiceObject(key: key, addressing: .clusterIP(chosen))
                services[key] = service
                change.added.append(.service(service))
            }
            registered.apply(change)
            let build = builder.build(registered, after: change, generation: 1, serial: 1, remembering: table)
            let expected = ReferenceAllocation.allocate(for: Array(services.values), in: cidrs, remembering: table)
            #expect(build.allocation.table == expected.table && build.allocation.events == expected.events, "seed \(seed)")
            table = build.allocation.table
        }
    }
}
