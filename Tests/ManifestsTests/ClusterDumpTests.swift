import DNSModel
import KubernetesObjects
import Manifests
import ServiceRegistry
import TestSupport
import Testing

struct ClusterDumpTests {
    private static let rules = ValidationRules(
        clusterDomain: DomainName("cluster.local"), serviceCIDRs: ["10.96.0.0/12", "fd00:10:96::/112"].compactMap { AddressPrefix($0) },
        defaultNamespace: "default", shortNamesEnabled: true)

    @Test("What kubectl writes of a cluster is read without a warning, down to the last field")
    func dump() throws {
        let documents = try read(ClusterDump.text, file: "cluster.yaml")
        let decoded = ObjectDecoder.decode(documents, file: "cluster.yaml", rules: Self.rules)
        let validator = ObjectValidator.settled(decoded.objects, rules: Self.rules)
        #expect(
            validator.accepted(of: decoded.objects).map { String($0.dropFirst("cluster.yaml: ".count)) } == [
                "Namespace webshop", "Service webshop/web", "Service webshop/web-headless", "Service webshop/edge",
                "Node ip-10-20-1-17.eu-west-1.compute.internal", "ServiceImport webshop/web",
                "EndpointSlice webshop/derived-3kq0u5u8q1-5x2q9", "Pod webshop/web-7d4b9c6f5d-x2x7q",
                "Pod webshop/migrate-28x9k", "EndpointSlice webshop/web-9sx4d", "EndpointSlice webshop/web-headless-b7rxw",
                "EndpointSlice webshop/edge-5c2lm", "Endpoints webshop/web",
            ])
        #expect((decoded.problems + validator.problems).map(\.description) == [])
    }

    @Test("A Node of a cluster has its addresses by type and its zone")
    func node() throws {
        let objects = ObjectDecoder.decode(try read(ClusterDump.text, file: "cluster.yaml"), file: "cluster.yaml", rules: Self.rules)
            .objects
        let nodes = ObjectValidator.settled(objects, rules: Self.rules).registered.nodes
        #expect(
            Array(nodes.values) == [
                NodeObject(
                    name: "ip-10-20-1-17.eu-west-1.compute.internal", externalAddresses: ["198.51.100.17"].compactMap { IPAddress($0) },
                    internalAddresses: ["10.20.1.17", "fd00:20:1::11"].compactMap { IPAddress($0) }, zone: Label("eu-west-1a"))
            ])
    }

    @Test(
        "A slip in any of its fields that are known would be told of",
        arguments: ["sessionAffinityConfig", "containerStatuses", "ephemeralContainers", "targetRef", "ports", "nodeInfo", "ips"])
    func isLookedAt(field: String) throws {
        let slip = String(field.dropLast(2)) + String(field.suffix(2).reversed())
        let documents = try read(ClusterDump.text.replacing("\(field):", with: "\(slip):"), file: "cluster.yaml")
        let messages = ObjectDecoder.decode(documents, file: "cluster.yaml", rules: Self.rules).problems.map(\.message)
        #expect(messages.contains("unknown field, not read: did you mean \"\(field)\"?"))
    }
}
