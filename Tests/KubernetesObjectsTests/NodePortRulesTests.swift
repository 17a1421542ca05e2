import KubernetesObjects
import Testing

struct NodePortRulesTests {
    @Test("Ports of the nodes are judged as the API server judges them", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    private static func nodePorts(_ ports: Manifest, type: Manifest = "NodePort") -> Manifest {
        .service(["type": type, "ports": ports])
    }

    private static func healthCheck(_ port: Manifest, type: Manifest = "LoadBalancer", policy: Manifest = "Local") -> Manifest {
        .service([
            "type": type, "externalTrafficPolicy": policy, "healthCheckNodePort": port, "ports": [["port": 80, "nodePort": 30080]],
        ])
    }

    static let rows: [Row] = [
        Row(
            "the bounds of the usual range",
            nodePorts([["name": "a", "port": 80, "nodePort": 30000], ["name": "b", "port": 81, "nodePort": 32767]])),
        Row("of a LoadBalancer", nodePorts([["port": 80, "nodePort": 30080]], type: "LoadBalancer")),
        Row(
            "one number for two protocols",
            nodePorts([["name": "a", "port": 53, "nodePort": 30053], ["name": "b", "port": 53, "protocol": "UDP", "nodePort": 30053]])),
        Row(
            "of a ClusterIP", nodePorts([["port": 80, "nodePort": 30080]], type: "ClusterIP"),
            [
                "f:9:17: error: Service default/web: spec.ports[0].nodePort: "
                    + "a Service of type ClusterIP opens no port of the nodes: add \"type: NodePort\" or remove nodePort"
            ]),
        Row(
            "of a Service without type", .service(ports: [["port": 80, "nodePort": 30080]]),
            [
                "f:8:17: error: Service default/web: spec.ports[0].nodePort: "
                    + "a Service of type ClusterIP opens no port of the nodes: add \"type: NodePort\" or remove nodePort"
            ]),
        Row(
            "of an ExternalName",
            .service(["type": "ExternalName", "externalName": "a.example", "ports": [["port": 80, "nodePort": 30080]]]),
            [
                "f:10:17: error: Service default/web: spec.ports[0].nodePort: "
                    + "a Service of type ExternalName opens no port of the nodes: add \"type: NodePort\" or remove nodePort"
            ]),
        Row(
            "below the usual range", nodePorts([["port": 80, "nodePort": 29999]]),
            [
                "f:9:17: warning: Service default/web: spec.ports[0].nodePort: "
                    + "29999 is outside the usual range of node ports, 30000 to 32767"
            ]
        ),
        Row(
            "above the usual range", nodePorts([["port": 80, "nodePort": 32768]]),
            [
                "f:9:17: warning: Service default/web: spec.ports[0].nodePort: "
                    + "32768 is outside the usual range of node ports, 30000 to 32767"
            ]
        ),
        Row(
            "no port at all", nodePorts([["port": 80, "nodePort": 70000]]),
            ["f:9:17: error: Service default/web: spec.ports[0].nodePort: 70000 is not a port number: use one from 1 to 65535"]),
        Row(
            "one pair of protocol and number twice",
            nodePorts([["name": "a", "port": 80, "nodePort": 30080], ["name": "b", "port": 81, "nodePort": 30080]]),
            [
                "f:13:17: error: Service default/web: spec.ports[1].nodePort: "
                    + "TCP port 30080 of the nodes is asked for by spec.ports[0].nodePort too: choose another number"
            ]),
        Row("a health check", healthCheck(30090)),
        Row("a health check at nought counts as absent", healthCheck(0, type: "NodePort")),
        Row(
            "a health check of a NodePort", healthCheck(30090, type: "NodePort"),
            [
                "f:8:24: error: Service default/web: spec.healthCheckNodePort: it needs \"type: "
                    + "LoadBalancer\" and \"externalTrafficPolicy: Local\""
            ]),
        Row(
            "a health check without local traffic", healthCheck(30090, policy: "Cluster"),
            [
                "f:8:24: error: Service default/web: spec.healthCheckNodePort: it needs \"type: "
                    + "LoadBalancer\" and \"externalTrafficPolicy: Local\""
            ]),
        Row(
            "a health check on a node port", healthCheck(30080),
            [
                "f:8:24: error: Service default/web: spec.healthCheckNodePort: "
                    + "30080 is asked for by spec.ports[0].nodePort too: choose another number"
            ]),
        Row(
            "a health check outside the usual range", healthCheck(8080),
            [
                "f:8:24: warning: Service default/web: spec.healthCheckNodePort: "
                    + "8080 is outside the usual range of node ports, 30000 to 32767"
            ]),
        Row(
            "a health check that is no port", healthCheck(-1),
            ["f:8:24: error: Service default/web: spec.healthCheckNodePort: -1 is not a port number: use one from 1 to 65535"]),
        Row(
            "a headless NodePort", .service(["type": "NodePort", "clusterIP": "None", "ports": [["port": 80]]]),
            [
                "f:7:14: error: Service default/web: spec.clusterIP: a Service of type NodePort cannot be headless: "
                    + "remove \"None\" or the type"
            ]),
        Row(
            "a headless LoadBalancer", .service(["type": "LoadBalancer", "clusterIP": "None", "ports": [["port": 80]]]),
            [
                "f:7:14: error: Service default/web: spec.clusterIP: "
                    + "a Service of type LoadBalancer cannot be headless: remove \"None\" or the type"
            ]),
        Row(
            "an unknown type", .service(["type": "Headless", "ports": [["port": 80, "nodePort": 30080]]]),
            [
                "f:6:9: error: Service default/web: spec.type: \"Headless\" is not known here: "
                    + "use ClusterIP, NodePort, LoadBalancer or ExternalName"
            ]),
        Row(
            "a misspelt type", .service(["type": "Nodeport", "ports": [["port": 80, "nodePort": 30080]]]),
            ["f:6:9: error: Service default/web: spec.type: \"Nodeport\" is not known here: did you mean NodePort?"]),
        Row(
            "a type that is no string", .service(["type": 1, "ports": [["port": 80]]]),
            ["f:6:9: error: Service default/web: spec.type: expected a string but found the number 1: put it in quotation marks"]),
    ]
}
