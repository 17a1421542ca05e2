import Foundation

/// A directory of manifests whose size is what is measured: Services that leave their cluster IPs to the server, and headless ones.
struct ServiceTree {
    /// The Services with a cluster IP.
    let catalogue: ServiceCatalogue
    /// How many headless ones there are beside them.
    let headless: Int
    /// Endpoints of each of those.
    let endpointsOfEach: Int

    static let servicesOfFile = 10
    /// The most endpoints that Kubernetes itself puts in one EndpointSlice.
    static let endpointsOfSlice = 100

    init(services: Int, headless: Int = 0, endpointsOfEach: Int = 0, namesAddresses: Bool = false) {
        catalogue = ServiceCatalogue(count: services, namesAddresses: namesAddresses)
        self.headless = headless
        self.endpointsOfEach = endpointsOfEach
    }

    /// Writes it all into a folder that is there.
    func write(into folder: URL) throws {
        if catalogue.count > 0 { try catalogue.writeManifests(to: folder) }
        for first in stride(from: 0, to: headless, by: Self.servicesOfFile) {
            let text = (first..<min(first + Self.servicesOfFile, headless)).map(manifests).joined(separator: "---\n")
            try Data(text.utf8).write(to: folder.appending(path: "headless-\(first).yaml"))
        }
    }

    /// A headless Service and its EndpointSlices.
    private func manifests(of number: Int) -> String {
        let service = """
            apiVersion: v1
            kind: Service
            metadata:
              name: set-\(number)
              namespace: \(catalogue.namespace(number))
            spec:
              clusterIP: None
              ports:
                - name: http
                  port: 8080

            """
        let slices = stride(from: 0, to: endpointsOfEach, by: Self.endpointsOfSlice).map { first in
            slice(of: number, first..<min(first + Self.endpointsOfSlice, endpointsOfEach))
        }
        return ([service] + slices).joined(separator: "---\n")
    }

    private func slice(of number: Int, _ endpoints: Range<Int>) -> String {
        let header = """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: set-\(number)-\(endpoints.lowerBound)
              namespace: \(catalogue.namespace(number))
              labels:
                kubernetes.io/service-name: set-\(number)
            addressType: IPv4
            ports:
              - name: http
                port: 8080
            endpoints:

            """
        return header + endpoints.map { Self.endpoint(number * endpointsOfEach + $0) }.joined()
    }

    private static func endpoint(_ number: Int) -> String {
        "  - addresses: [\"\(address(ofEndpoint: number))\"]\n    conditions:\n      ready: true\n"
    }

    /// An address of 10.128.0.0/9 for each endpoint.
    static func address(ofEndpoint number: Int) -> String {
        "10.\(128 + (number >> 16 & 0x7F)).\(number >> 8 & 0xFF).\(number & 0xFF)"
    }
}
