import DNSModel
import Testing
import Upstream

@Suite struct EngineTests {
    @Test func anEngineWithoutServersFailsEveryName() throws {
        let engine = try UnboundEngine(EngineSettings(.servers([])))
        #expect(engine.descriptor >= 0)
    }
}
