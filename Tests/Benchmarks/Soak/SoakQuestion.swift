import DNSModel
import TestSupport

/// A query, and what its answer has to be.
struct SoakQuestion: Sendable {
    let query: [UInt8]
    let expectation: SoakExpectation

    /// Nil where the name is none.
    init?(_ name: String, _ type: RecordType, is expectation: SoakExpectation) {
        guard let name = DomainName(name) else { return nil }
        query = QueryOctets.query(name, type)
        self.expectation = expectation
    }
}
