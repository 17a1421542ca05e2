/// A server that is measured.
package enum ServerKind: String, CaseIterable, Sendable {
    /// svcdns' own transport with a ready-made reply.
    case echo
    /// Threads that are blocked in poll(2), with a ready-made reply.
    case echoPoll = "echo-poll"
    case svcdns
    case knot
    case nsd
    case unbound
    case bind
    case dnsmasq
    case coredns

    /// Each server once, with its version.
    package static func versions(_ servers: [(kind: ServerKind, version: String)]) -> [(title: String, version: String)] {
        allCases.compactMap { kind in servers.first { $0.kind == kind }.map { (kind.title, $0.version) } }
    }

    /// As its people write it.
    package var title: String {
        switch self {
        case .echo, .echoPoll, .svcdns: rawValue
        case .knot: "Knot"
        case .nsd: "NSD"
        case .unbound: "Unbound"
        case .bind: "BIND"
        case .dnsmasq: "dnsmasq"
        case .coredns: "CoreDNS"
        }
    }

    /// Whether it knows names, and so can be asked whether its answers are right.
    package var knowsNames: Bool {
        switch self {
        case .echo, .echoPoll: false
        case .svcdns, .knot, .nsd, .unbound, .bind, .dnsmasq, .coredns: true
        }
    }

    /// Whether it asks others about names that are not its own.
    package var forwards: Bool {
        switch self {
        case .svcdns, .unbound, .bind, .dnsmasq, .coredns: true
        case .echo, .echoPoll, .knot, .nsd: false
        }
    }

    /// Whether it can have 10,000 SRV records: dnsmasq searches its list of them from end to end.
    package var servesPorts: Bool {
        switch self {
        case .svcdns, .knot, .nsd, .unbound, .bind, .coredns: true
        case .echo, .echoPoll, .dnsmasq: false
        }
    }
}
