import KubernetesObjects
import Testing

struct MisspeltFieldTests {
    @Test("A field that is nearly another one is told of", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("unknown fields are fine", .service(["ports": [["port": 80, "x-note": 1]], "helmChart": "a", "os": "linux"])),
        Row(
            "spec.port", .service(["port": [["port": 80]], "clusterIP": "None"]),
            ["f:6:3: warning: Service default/web: spec.port: unknown field, not read: did you mean \"ports\"?"]),
        Row(
            "spec.selectors", .service(["selectors": ["a": "b"], "ports": [["port": 80]]]),
            ["f:6:3: warning: Service default/web: spec.selectors: unknown field, not read: did you mean \"selector\"?"]),
        Row(
            "spec.externalname", .service(["type": "ExternalName", "externalname": "a.example"]),
            [
                "f:6:9: error: Service default/web: spec.externalName: missing: "
                    + "a Service of type ExternalName needs the name that it stands for",
                "f:7:3: warning: Service default/web: spec.externalname: unknown field, not read: did you mean \"externalName\"?",
            ]),
        Row(
            "spec.clusterIp", .service(["clusterIp": "None", "ports": [["port": 80]]]),
            ["f:6:3: warning: Service default/web: spec.clusterIp: unknown field, not read: did you mean \"clusterIP\"?"]),
        Row(
            "spec.cluserIPs, which is nearer to clusterIPs", .service(["cluserIPs": [], "ports": [["port": 80]]]),
            ["f:6:3: warning: Service default/web: spec.cluserIPs: unknown field, not read: did you mean \"clusterIPs\"?"]),
        Row(
            "two letters swapped", .service(["tpye": "NodePort", "ports": [["port": 80]]]),
            ["f:6:3: warning: Service default/web: spec.tpye: unknown field, not read: did you mean \"type\"?"]),
        Row(
            "targetport", .service(ports: [["port": 80, "targetport": 8080]]),
            ["f:8:7: warning: Service default/web: spec.ports[0].targetport: unknown field, not read: did you mean \"targetPort\"?"]),
        Row(
            "metadata.nameSpace",
            ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "web", "nameSpace": "prod"], "spec": ["clusterIP": "None"]],
            ["f:5:3: warning: Service default/web: metadata.nameSpace: unknown field, not read: did you mean \"namespace\"?"]),
        Row(
            "specs", ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"], "spec": ["clusterIP": "None"], "specs": nil],
            ["f:7:1: warning: Service default/web: specs: unknown field, not read: did you mean \"spec\"?"]),
        Row(
            "a Pod's", .pod(["spec": ["hostnetwork": true, "container": []], "status": ["podIp": "10.1.0.1", "podIP": "10.1.0.1"]]),
            [
                "f:6:3: warning: Pod default/web-1: spec.hostnetwork: unknown field, not read: did you mean \"hostNetwork\"?",
                "f:7:3: warning: Pod default/web-1: spec.container: unknown field, not read: did you mean \"containers\"?",
                "f:9:3: warning: Pod default/web-1: status.podIp: unknown field, not read: did you mean \"podIP\"?",
            ]),
        Row(
            "a slice's", .slice(["addressType": "IPv4", "endpoint": [], "endpoints": [["addresses": ["10.4.0.1"], "condition": [:]]]]),
            [
                "f:8:1: warning: EndpointSlice default/web-1: endpoint: unknown field, not read: did you mean \"endpoints\"?",
                "f:12:5: warning: EndpointSlice default/web-1: endpoints[0].condition: unknown field, not read: "
                    + "did you mean \"conditions\"?",
            ]),
    ]

    @Test("Every field of the Kubernetes API is known", arguments: ["serviceSpec", "podSpec"])
    func known(_ level: String) throws {
        let names = try #require(Self.apiFields[level])
        let fields = Manifest.fields(names.map { (name: $0, value: .null) })
        let manifest =
            level == "podSpec" ? Manifest.pod(["spec": fields, "status": ["podIP": "10.1.0.1"]]) : .service(fields.adding(["x": 1]))
        let warnings = try Decoding.decode(manifest).problems.filter { $0.severity == .warning }
        #expect(warnings == [])
    }

    static let apiFields: [String: [String]] = [
        "serviceSpec": [
            "allocateLoadBalancerNodePorts", "clusterIP", "clusterIPs", "externalIPs", "externalName", "externalTrafficPolicy",
            "healthCheckNodePort", "internalTrafficPolicy", "ipFamilies", "ipFamilyPolicy", "loadBalancerClass", "loadBalancerIP",
            "loadBalancerSourceRanges", "ports", "publishNotReadyAddresses", "selector", "sessionAffinity", "sessionAffinityConfig",
            "trafficDistribution", "type",
        ],
        "podSpec": [
            "affinity", "automountServiceAccountToken", "containers", "dnsConfig", "dnsPolicy", "enableServiceLinks", "hostAliases",
            "hostIPC", "hostNetwork", "hostPID", "hostUsers", "hostname", "hostnameOverride", "imagePullSecrets", "initContainers",
            "nodeName", "nodeSelector", "os", "overhead", "preemptionPolicy", "priority", "priorityClassName", "readinessGates",
            "resourceClaims", "resources", "restartPolicy", "runtimeClassName", "schedulerName", "schedulingGates", "securityContext",
            "serviceAccount", "serviceAccountName", "setHostnameAsFQDN", "shareProcessNamespace", "subdomain",
            "terminationGracePeriodSeconds", "tolerations", "topologySpreadConstraints", "volumes",
        ],
    ]
}
