import DNSModel
import KubernetesObjects
import TestSupport
import Testing

struct DocumentationTests {
    @Test("The examples of Docs/Manifests.md are accepted together, and give no problem")
    func examples() throws {
        let rules = ValidationRules(
            clusterDomain: "cluster.local", serviceCIDRs: [], defaultNamespace: "default", shortNamesEnabled: false)
        let blocks = try Fixture.text("Docs/Manifests.md").split(separator: "```yaml\n").dropFirst()
        let decoded = try blocks.map { block in
            ObjectDecoder.decode(
                try read(String(block.prefix(upTo: try #require(block.firstRange(of: "```")?.lowerBound)))), file: "x", rules: rules)
        }
        let validated = ObjectValidator.validate(decoded.flatMap(\.objects), holders: ClaimHolders(), rules: rules)
        #expect((decoded.flatMap(\.problems) + validated.problems).map(\.description) == [])
        #expect(
            validated.accepted.map { "\($0.identity)" } == [
                "Pod prod/frontend-1", "Node node-1", "ServiceImport prod/db", "EndpointSlice prod/db-east", "Service prod/db",
                "Pod prod/db-0",
            ])
    }
}
