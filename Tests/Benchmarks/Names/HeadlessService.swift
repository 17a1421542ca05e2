/// A headless Service whose answer is long.
package struct HeadlessService: Hashable, Sendable {
    /// How many endpoints it has.
    package let endpoints: Int

    /// A Service of so many endpoints.
    package init(endpoints: Int = 100) {
        self.endpoints = endpoints
    }

    /// The whole name in DNS, without the last dot.
    package let host = "many.headless.svc.\(ServiceCatalogue.zone)"

    /// The addresses of its endpoints.
    package var addresses: [String] {
        (1...endpoints).map { "10.1.\($0 >> 8).\($0 & 0xFF)" }
    }

    /// The Service and its EndpointSlice as manifests.
    package var manifest: String {
        """
        apiVersion: v1
        kind: Service
        metadata: {name: many, namespace: headless}
        spec:
          clusterIP: None
          ports: [{name: http, port: 80}]
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: many-1, namespace: headless, labels: {kubernetes.io/service-name: many}}
        addressType: IPv4
        ports: [{name: http, port: 80}]
        endpoints:

        """ + addresses.map { "  - addresses: [\($0)]\n" }.joined()
    }
}
