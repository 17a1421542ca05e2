import DNSModel

/// The names that a client goes on to when the first one of its search list does not exist: `X.<ns>.svc.<zone>` was the first.
struct SearchList {
    /// The namespace of clients whose search list begins so.
    let namespace: Label
    /// The other names, in the order of the list; the last is `X` alone. Those that would be too long are left out.
    let candidates: [DomainName]

    /// nil for a name that no search list made.
    init?(_ name: DomainName, below zone: DomainName, _ completion: SearchCompletion) {
        guard let labels = name.labels(below: zone), labels.count > 2, labels.last == "svc", let services = DomainName(["svc"], in: zone)
        else { return nil }
        namespace = labels[labels.count - 2]
        let front = name.octets.dropLast(services.octets.count + namespace.octets.count + 1)
        candidates = ([services, zone] + completion.domains + [.root]).compactMap { DomainName(wire: front + $0.octets) }
    }
}
