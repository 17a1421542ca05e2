import DNSModel
import ServiceRegistry
import Testing

/// A Service that leaves its cluster IPs open, or names them.
func service(_ name: String, _ claims: ClusterIPClaim...) throws -> ServiceObject {
    ServiceObject(key: try key(name), addressing: .clusterIP(claims.isEmpty ? [.allocated(.ipv4)] : claims))
}

func key(_ name: String) throws -> ServiceKey {
    ServiceKey(namespace: "prod", name: try #require(Label(name)))
}

func addresses(_ allocation: Allocation) -> [String: String] {
    Dictionary(uniqueKeysWithValues: allocation.table.held.map { ("\($0.key.service.name)", "\($0.value)") })
}

struct ClusterIPAllocatorTests {
    private func allocator(_ cidrs: String...) throws -> ClusterIPAllocator {
        ClusterIPAllocator(serviceCIDRs: try cidrs.map { try #require(AddressPrefix($0)) })
    }

    @Test("The same Services get the same addresses from an empty table, whatever their order: a thousand of them, hashes colliding")
    func isDeterministic() throws {
        let services = try (0..<1000).map { try service("s\($0)") }
        let allocator = try allocator("10.96.0.0/12")
        let first = allocator.allocate(for: services, remembering: AllocationTable())
        let second = allocator.allocate(for: services.reversed(), remembering: AllocationTable())
        #expect(first == second)
        #expect(Set(first.table.held.values).count == 1000)
        #expect(first.events.isEmpty)
    }

    @Test("No surviving Service changes its address while others come and go")
    func survivorsKeepTheirs() throws {
        let allocator = try allocator("10.96.0.0/20")
        var services = try (0..<1000).map { try service("s\($0)") }
        var table = allocator.allocate(for: services, remembering: AllocationTable()).table
        for round in 1...5 {
            let before = table.held
            services = try Array(services.dropFirst(500)) + (0..<500).map { try service("r\(round)-\($0)") }
            let allocation = allocator.allocate(for: services, remembering: table)
            table = allocation.table
            for survivor in services.prefix(500) {
                let key = AllocationKey(service: survivor.key, family: .ipv4)
                #expect(table.held[key] == before[key])
            }
            #expect(Set(table.held.values).count == 1000)
            #expect(allocation.events.isEmpty)
        }
    }

    @Test("A Service that comes back has its address again, others around it or not")
    func comingBack() throws {
        let allocator = try allocator("10.96.0.0/12")
        let first = allocator.allocate(for: [try service("a"), try service("b")], remembering: AllocationTable())
        let without = allocator.allocate(for: [try service("b")], remembering: first.table)
        #expect(addresses(without).keys.sorted() == ["b"])
        let again = allocator.allocate(for: [try service("a"), try service("b"), try service("c")], remembering: without.table)
        #expect(addresses(again)["a"] == addresses(first)["a"])
        #expect(again.table.released.isEmpty)
    }

    @Test("An address that a manifest names is never allocated, and who was allocated it moves")
    func namedWins() throws {
        let allocator = try allocator("10.96.0.0/12")
        let before = allocator.allocate(for: [try service("a")], remembering: AllocationTable())
        let taken = try #require(before.table.held.values.first)
        let services = [try service("a"), try service("b", .named(taken))]
        let after = allocator.allocate(for: services, remembering: before.table)
        let moved = try #require(after.table.held.values.first)
        #expect(moved != taken)
        let key = AllocationKey(service: try key("a"), family: .ipv4)
        #expect(after.events == [.moved(key, from: taken, to: moved)])
        #expect(allocator.allocate(for: services, remembering: AllocationTable()).table.held.values.first != taken)
    }

    @Test(
        "The network's and the broadcast address are never given, the band in front last, and then nothing is left",
        arguments: [
            // CIDR, usable addresses, the first of the band, its last.
            ("192.0.2.0/24", 254, "192.0.2.1", "192.0.2.16"),
            ("192.0.2.0/28", 14, nil, nil),
            ("192.0.2.0/30", 2, nil, nil),
            ("192.0.2.4/32", 0, nil, nil),
            ("192.0.2.4/31", 0, nil, nil),
            ("10.0.0.0/19", 8190, "10.0.0.1", "10.0.1.0"),
        ])
    func boundaries(cidr: String, usable: Int, bandFirst: String?, bandLast: String?) throws {
        let prefix = try #require(AddressPrefix(cidr))
        let candidates = Array(ServiceAddressRange(prefix).candidates(from: 12345))
        #expect(candidates.count == usable)
        #expect(Set(candidates).count == usable)
        #expect(candidates.allSatisfy { prefix.contains($0) && $0 != prefix.base })
        let band = try [bandFirst, bandLast].compactMap(\.self).map { try #require(IPAddress($0)) }
        if let first = band.first, let last = band.last {
            let front = candidates.filter { (first...last).contains($0) }
            #expect(Array(candidates.suffix(front.count)).sorted() == front.sorted())
        }
    }

    @Test("An IPv6 range gives its last address and never its first")
    func ipv6() throws {
        let prefix = try #require(AddressPrefix("fd00::/124"))
        let candidates = Set(ServiceAddressRange(prefix).candidates(from: 7).map(\.description))
        #expect(candidates.count == 15)
        #expect(candidates.contains("fd00::f") && !candidates.contains("fd00::"))
    }

    @Test("Who finds no address is reported, and one that is only remembered is given in need")
    func exhaustion() throws {
        let allocator = try allocator("192.0.2.0/30")
        let full = allocator.allocate(for: [try service("a"), try service("b"), try service("c")], remembering: AllocationTable())
        #expect(addresses(full).keys.sorted() == ["a", "b"])
        #expect(full.events == [.exhausted(AllocationKey(service: try key("c"), family: .ipv4))])
        let later = allocator.allocate(for: [try service("b"), try service("c")], remembering: full.table)
        #expect(addresses(later)["c"] == addresses(full)["a"])
        #expect(later.table.released.isEmpty)
    }

    @Test("A dual-stack Service has an address of each family")
    func dualStack() throws {
        let allocator = try allocator("10.96.0.0/12", "fd00::/108")
        let dual = try service("a", .allocated(.ipv6), .allocated(.ipv4))
        let table = allocator.allocate(for: [dual], remembering: AllocationTable()).table
        #expect(Set(table.held.keys.map(\.family)) == [.ipv4, .ipv6])
    }

    @Test("An address outside a range that changed is given up, and that is told")
    func changedRange() throws {
        let before = try allocator("10.96.0.0/12").allocate(for: [try service("a")], remembering: AllocationTable())
        let after = try allocator("172.20.0.0/16").allocate(for: [try service("a")], remembering: before.table)
        #expect(after.events.count == 1)
        #expect(addresses(after)["a"]?.hasPrefix("172.20.") == true)
    }
}
