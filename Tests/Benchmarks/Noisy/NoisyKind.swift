import DNSModel
import TestSupport

/// What the noisy client asks for: names that nobody has asked for before, each another.
enum NoisyKind: String, CaseIterable {
    /// Names outside the cluster, which upstream knows.
    case outside
    /// Names of Services that are not there.
    case unknown

    /// What a table calls it.
    var title: String {
        switch self {
        case .outside: "names outside"
        case .unknown: "unknown names of the cluster"
        }
    }

    /// A query; who sends it writes another first label each time.
    var query: [UInt8] {
        switch self {
        case .outside: QueryOctets.query("aaaaaaaaaaaa.noisy.example", .a)
        case .unknown: QueryOctets.query("aaaaaaaaaaaa.team-0.svc.cluster.local", .a)
        }
    }

    /// Where that label is in the query.
    static let label = 13..<25
    /// Where the names outside are.
    static let zone: DomainName = "noisy.example"
}
