import KubernetesObjects
import Testing

struct EndpointSliceSizeTests {
    private static func slice(endpoints: Int = 1, addresses: Int = 1, ports: Int = 1) -> Manifest {
        let endpoint: Manifest = ["addresses": .list((0..<addresses).map { .string("10.4.\($0 / 250).\($0 % 250 + 1)") })]
        return .slice([
            "addressType": "IPv4", "endpoints": .list(Array(repeating: endpoint, count: endpoints)),
            "ports": .list((1...ports).map { ["name": .string("p\($0)"), "port": .integer(Int64($0))] }),
        ])
    }

    @Test("A slice holds what the API server lets it hold, and not one more")
    func sizes() throws {
        #expect(try Decoding.problems(Self.slice(endpoints: 1000, ports: 100)) == [])
        #expect(try Decoding.problems(Self.slice(addresses: 100)) == [])
        for (slice, field) in [
            (Self.slice(endpoints: 1001), "endpoints: 1001"), (Self.slice(ports: 101), "ports: 101"),
            (Self.slice(addresses: 101), "endpoints[0].addresses: 101"),
        ] {
            let problems = try Decoding.problems(slice)
            #expect(problems.count == 1)
            #expect(problems.first?.contains(": error: EndpointSlice default/web-1: \(field) of them: a slice has at most") == true)
        }
    }
}
