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
        let objects = decoded.flatMap(\.objects)
        let validator = ObjectValidator.settled(objects, rules: rules)
        #expect((decoded.flatMap(\.problems) + validator.problems).map(\.description) == [])
        #expect(
            validator.accepted(of: objects) == [
                "x: Pod prod/frontend-1", "x: Node node-1", "x: ServiceImport prod/db", "x: EndpointSlice prod/db-east",
                "x: Service prod/db", "x: Pod prod/db-0",
            ])
    }
}
