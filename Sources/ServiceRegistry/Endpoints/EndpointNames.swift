import DNSModel

/// Names endpoints (design rule 5).
struct EndpointNames {
    /// Whether the name of a Pod is that of its endpoint, where it has no hostname.
    let usePodNames: Bool

    /// What an endpoint is called, and why.
    struct Name {
        let label: Label
        let naming: Endpoint.Naming
    }

    func name(of address: IPAddress, hostname: Label?, podName: String?) -> Name {
        if let hostname { return Name(label: hostname, naming: .hostname) }
        if usePodNames, let label = podName.flatMap(Self.label) { return Name(label: label, naming: .podName) }
        return Name(label: address.dashedLabel, naming: .address)
    }

    /// A Pod's name may have dots and 253 octets, a label may not.
    private static func label(ofPod name: String) -> Label? {
        name.utf8.contains(UInt8(ascii: ".")) ? nil : Label(name)
    }
}
