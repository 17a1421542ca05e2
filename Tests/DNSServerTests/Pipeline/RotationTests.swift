import DNSModel
import DNSServer
import ServiceRegistry
import TestSupport
import Testing

/// A headless Service whose endpoints have addresses of both families and hostnames, and how often each comes first.
private struct Crowd {
    static let name: DomainName = "crowd.prod.svc.cluster.local"
    let trial: PipelineTrial

    init(_ count: Int) throws {
        let key = ServiceKey(namespace: "prod", name: "crowd")
        let endpoints = (0..<count).map { number in
            EndpointObject(
                addresses: [.v4(IPv4Address(0x0A00_0000 + UInt32(number))), .v6(IPv6Address(high: 0xFD00 << 48, low: UInt64(number)))],
                hostname: Label("h\(number)"))
        }
        let port = EndpointPort(name: "http", transport: .tcp, number: 80)
        trial = PipelineTrial(
            ObjectLists(
                services: [
                    ServiceObject(
                        key: key, addressing: .headless(families: [.ipv4, .ipv6]),
                        ports: [ServicePort(name: "http", transport: .tcp, number: 80, target: .number(80))])
                ],
                endpointSlices: [.ipv4, .ipv6].map { family in
                    EndpointSliceObject(
                        service: key, origin: .endpointSlice,
                        endpoints: endpoints.map { endpoint in
                            EndpointObject(addresses: endpoint.addresses.filter { $0.family == family }, hostname: endpoint.hostname)
                        }, ports: [port])
                }))
    }

    /// How often each record comes first in so many answers to each of these questions in turn, which are so far apart.
    func firsts(
        _ types: [RecordType], _ count: Int, payloadSize: UInt16? = 1232, apart pause: Duration = .zero
    ) throws -> [RecordType: [String: Int]] {
        let client = try Client("127.0.0.1")
        var firsts: [RecordType: [String: Int]] = [:]
        for _ in 0..<count {
            for type in types {
                let name: DomainName = type == .srv ? "_http._tcp.crowd.prod.svc.cluster.local" : Self.name
                let message = try trial.ask(QueryOctets.query(name, type, payloadSize: payloadSize), from: client)
                let first = String(try #require(message.answer.first?.split(separator: " ").last))
                if type == .srv { #expect(message.additional.first?.hasPrefix(first) == true, "\(message.additional)") }
                firsts[type, default: [:]][first, default: 0] += 1
            }
            trial.wait(pause)
        }
        return firsts
    }
}

@Suite("Of several records each comes first as often as the others")
struct RotationTests {
    @Test("in sets of every size, whoever asks for A and AAAA in turn", arguments: [2, 3, 5, 16])
    func small(count: Int) throws {
        let crowd = try Crowd(count)
        for (type, firsts) in try crowd.firsts([.a, .aaaa], 50 * count) {
            #expect(firsts.count == count)
            #expect(firsts.values.allSatisfy { (46...54).contains($0) }, "\(type): \(firsts)")
        }
    }

    @Test(
        "in SRV with its additional records, alone and among others",
        arguments: [[.srv], [.srv, .a], [.a, .aaaa, .srv]] as [[RecordType]])
    func locations(types: [RecordType]) throws {
        let firsts = try #require(try Crowd(5).firsts(types, 250)[.srv])
        #expect(firsts.count == 5)
        #expect(firsts.values.allSatisfy { (46...54).contains($0) }, "\(firsts)")
    }

    @Test("in sets that do not fit a message, rarely and often asked", arguments: [(Duration.milliseconds(50), 5), (.milliseconds(2), 25)])
    func large(pause: Duration, tolerance: Int) throws {
        let firsts = try Crowd(100).firsts([.a, .aaaa], 3_000, payloadSize: nil, apart: pause)
        for (type, firsts) in firsts {
            #expect(firsts.count == 100)
            #expect(firsts.values.allSatisfy { abs($0 - 30) <= tolerance }, "\(type): \(firsts.values.sorted())")
        }
    }
}
