/// A file in which everything that can be asked for says which version of the file it is from.
///
/// A version is the last two octets of every address, and the port of every SRV record above `basePort`: an answer made of two
/// versions shows it, and so do two answers in the wrong order.
package enum GenerationManifest {
    /// The first port of SRV records.
    package static let basePort = 10_000
    /// The most versions.
    package static let maximumGeneration = 50_000
    private static let endpoints = 4

    /// What is asked of each version: one address, several, their names, in both families.
    static let questions: [(name: String, type: UInt16)] = [
        ("single.change.svc.cluster.local", 1), ("first.change.svc.cluster.local", 1), ("second.change.svc.cluster.local", 28),
        ("_http._tcp.second.change.svc.cluster.local", 33), ("first.change.svc.cluster.local", 28),
    ]

    /// The file's text; with the Services that do not change it holds as many as any other.
    static func text(of generation: Int) -> String {
        let constant = (3..<ServiceTree.servicesOfFile).map { service("other-\($0)", "clusterIP: 10.111.255.\($0)", port: 80) }
        let changing = [
            service("single", "clusterIP: 10.110.\(octets(of: generation))", port: basePort + generation),
            service("first", "clusterIP: None", port: basePort + generation),
            service("second", "clusterIP: None", port: basePort + generation),
        ]
        let slices = ["first", "second"].flatMap { name in
            [
                slice(of: name, "IPv4", generation) { "10.\(120 + $0).\(octets(of: generation))" },
                slice(of: name, "IPv6", generation) { "fd00:\($0 + 1)::\(String(generation, radix: 16))" },
            ]
        }
        return (changing + slices + constant).joined(separator: "---\n")
    }

    private static func octets(of generation: Int) -> String {
        "\(generation >> 8).\(generation & 255)"
    }

    private static func service(_ name: String, _ clusterIP: String, port: Int) -> String {
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: \(name)
          namespace: change
        spec:
          \(clusterIP)
          ipFamilyPolicy: \(clusterIP.hasSuffix("None") ? "PreferDualStack" : "SingleStack")
          ports:
            - name: http
              port: \(port)

        """
    }

    private static func slice(of service: String, _ type: String, _ generation: Int, address: (Int) -> String) -> String {
        let header = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: \(service)-\(type.lowercased())
              namespace: change
              labels:
                kubernetes.io/service-name: \(service)
            addressType: \(type)
            ports:
              - name: http
                port: \(basePort + generation)
            endpoints:

            """
        return header + (0..<endpoints).map { "  - addresses: [\"\(address($0))\"]\n    hostname: e\($0)\n" }.joined()
    }
}
