import DNSModel
import DNSServer
import KubernetesObjects
import ServiceRegistry

/// What the fuzzers ask about: a Service of every kind, with names that the dictionary of queries has.
enum FuzzedRegistry {
    /// The objects under this configuration.
    static func snapshot(_ configuration: ServerConfiguration) -> RegistrySnapshot {
        var collection = ManifestCollection(rules: configuration.rules)
        collection.take([ChangedFile(path: "a.yaml", content: .octets(Array((manifests + crowd + many).utf8)))])
        let change = collection.validate().objects
        let serious = collection.problems.filter { $0.severity == .error }
        precondition(serious.isEmpty, "\(serious)")
        var builder = RegistryBuilder(configuration.registry)
        return builder.build(
            collection.registered, after: change, generation: 1, serial: 1, remembering: AllocationTable()
        ).snapshot
    }

    static let manifests = """
        {apiVersion: v1, kind: Namespace, metadata: {name: prod, labels: {env: prod}}}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: dev}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone: z1}},
         status: {addresses: [{type: ExternalIP, address: 198.51.100.1}]}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: prod}
        spec:
          clusterIP: 10.96.0.1
          ipFamilyPolicy: PreferDualStack
          externalIPs: [198.51.100.7]
          selector: {app: web}
          ports: [{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}]
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: dev}, spec: {selector: {app: none}, ports: [{port: 80}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: set, namespace: prod},
         spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: empty, namespace: prod},
         spec: {clusterIP: None, selector: {app: none}, ports: [{name: http, port: 80}]}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: lb, namespace: prod}
        spec: {type: LoadBalancer, clusterIP: 10.96.0.2, ports: [{name: http, port: 80, nodePort: 30080}]}
        status: {loadBalancer: {ingress: [{ip: 198.51.100.9}, {ip: "2001:db8::9"}]}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: named, namespace: prod}
        spec: {type: LoadBalancer, clusterIP: 10.96.0.3, ports: [{name: http, port: 80}]}
        status: {loadBalancer: {ingress: [{hostname: lb.example.net}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: near, namespace: prod},
         spec: {type: ExternalName, externalName: web.prod.svc.cluster.local}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: away, namespace: prod}, spec: {type: ExternalName, externalName: www.example.test}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: ring, namespace: prod},
         spec: {type: ExternalName, externalName: ring.prod.svc.cluster.local}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web-0, namespace: prod, labels: {app: web}},
         spec: {hostname: a, subdomain: set, nodeName: n1, containers: [{name: c}]},
         status: {podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: prod, labels: {app: web}},
         spec: {containers: [{name: c}]}, status: {podIP: 10.0.0.2}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: one, namespace: dev}, spec: {containers: [{name: c}]}, status: {podIP: 10.0.0.3}}
        ---
        apiVersion: multicluster.x-k8s.io/v1alpha1
        kind: ServiceImport
        metadata: {name: web, namespace: prod}
        spec: {type: ClusterSetIP, ips: [10.97.0.1], ports: [{name: http, port: 80}]}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: crowd, namespace: prod}, spec: {clusterIP: None, ports: [{port: 80}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: many, namespace: prod}, spec: {clusterIP: None, ports: [{name: http, port: 80}]}}
        ---

        """

    /// More addresses than a datagram holds.
    private static let crowd = slice(of: "crowd", port: "{port: 80}", network: "10.1.0", count: 90)
    /// More SRV records than a datagram holds.
    private static let many = "---\n" + slice(of: "many", port: "{name: http, port: 80}", network: "10.1.1", count: 30)

    private static func slice(of service: String, port: String, network: String, count: Int) -> String {
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: \(service)-1, namespace: prod, labels: {kubernetes.io/service-name: \(service)}}
        addressType: IPv4
        ports: [\(port)]
        endpoints:

        """ + (1...count).map { "- {addresses: [\(network).\($0)], hostname: h\($0), zone: z\($0 % 3)}\n" }.joined()
    }
}
