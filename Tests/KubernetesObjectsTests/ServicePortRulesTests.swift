import DNSModel
import KubernetesObjects
import ServiceRegistry
import Testing

struct ServicePortRulesTests {
    @Test("Ports are judged as the API server judges them", arguments: rows)
    func rules(_ row: Row) throws {
        #expect(try Decoding.problems(row.manifest) == row.problems)
    }

    static let rows: [Row] = [
        Row("one port without a name", .service(ports: [["port": 80]])),
        Row(
            "every field", .service(ports: [["name": "http", "protocol": "TCP", "port": 80, "targetPort": "web-1", "appProtocol": "http"]])),
        Row("empty strings count as absent", .service(ports: [["name": "", "protocol": "", "port": 80, "targetPort": ""]])),
        Row("nought counts as an absent targetPort", .service(ports: [["port": 80, "targetPort": 0, "nodePort": 0]])),
        Row("the bounds of port numbers", .service(ports: [["name": "a", "port": 1], ["name": "b", "port": 65535]])),
        Row("one number for two protocols", .service(ports: [["name": "a", "port": 53], ["name": "b", "port": 53, "protocol": "UDP"]])),
        Row("SCTP", .service(ports: [["port": 2905, "protocol": "SCTP"]])),
        Row(
            "no spec", ["apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"]],
            ["f:1:1: error: Service default/web: spec: missing: a Service needs at least ports, or a type of ExternalName"]),
        Row(
            "an empty spec", .service(nil),
            ["f:5:1: error: Service default/web: spec: missing: a Service needs at least ports, or a type of ExternalName"]),
        Row(
            "no ports", .service(["type": "ClusterIP"]),
            [
                "f:6:3: error: Service default/web: spec.ports: missing: "
                    + "a Service needs a port, unless it is headless (\"clusterIP: None\") or an ExternalName"
            ]),
        Row(
            "an empty list of ports", .service(ports: []),
            [
                "f:6:3: error: Service default/web: spec.ports: missing: "
                    + "a Service needs a port, unless it is headless (\"clusterIP: None\") or an ExternalName"
            ]),
        Row(
            "a mapping instead of a list", .service(ports: ["port": 80]),
            [
                "f:7:5: error: Service default/web: spec.ports: expected a list but found a mapping of fields: "
                    + "begin each entry with \"- \""
            ]),
        Row(
            "a number instead of a list", .service(ports: 80),
            [
                "f:6:10: error: Service default/web: spec.ports: expected a list but found the number 80: "
                    + "write it as an entry that begins with \"- \""
            ]),
        Row(
            "a number instead of an entry", .service(ports: [80]),
            ["f:7:7: error: Service default/web: spec.ports[0]: expected a mapping of fields but found the number 80"]),
        Row(
            "no number", .service(ports: [["name": "http"]]),
            ["f:7:7: error: Service default/web: spec.ports[0].port: missing: give a port number from 1 to 65535"]),
        Row(
            "number nought", .service(ports: [["port": 0]]),
            ["f:7:13: error: Service default/web: spec.ports[0].port: 0 is not a port number: use one from 1 to 65535"]),
        Row(
            "too high a number", .service(ports: [["port": 65536]]),
            ["f:7:13: error: Service default/web: spec.ports[0].port: 65536 is not a port number: use one from 1 to 65535"]),
        Row(
            "a negative number", .service(ports: [["port": -1]]),
            ["f:7:13: error: Service default/web: spec.ports[0].port: -1 is not a port number: use one from 1 to 65535"]),
        Row(
            "the highest integer", .service(ports: [["port": 9_223_372_036_854_775_807]]),
            [
                "f:7:13: error: Service default/web: spec.ports[0].port: 9223372036854775807 is not a port number: "
                    + "use one from 1 to 65535"
            ]),
        Row(
            "a number in quotation marks", .service(ports: [["port": "80"]]),
            [
                "f:7:13: error: Service default/web: spec.ports[0].port: "
                    + "expected a whole number but found the string \"80\": remove the quotation marks"
            ]),
        Row(
            "a broken number", .service(ports: [["port": 80.5]]),
            ["f:7:13: error: Service default/web: spec.ports[0].port: expected a whole number but found the number 80.5"]),
        Row(
            "an unknown protocol", .service(ports: [["port": 80, "protocol": "HTTP"]]),
            ["f:8:17: error: Service default/web: spec.ports[0].protocol: \"HTTP\" is not known here: use TCP, UDP or SCTP"]),
        Row(
            "a protocol in lower case", .service(ports: [["port": 80, "protocol": "tcp"]]),
            ["f:8:17: error: Service default/web: spec.ports[0].protocol: \"tcp\" is not known here: did you mean TCP?"]),
        Row(
            "a protocol that is no string", .service(ports: [["port": 80, "protocol": 6]]),
            [
                "f:8:17: error: Service default/web: spec.ports[0].protocol: "
                    + "expected a string but found the number 6: put it in quotation marks"
            ]),
        Row(
            "two ports, one without a name", .service(ports: [["port": 80], ["name": "https", "port": 443]]),
            ["f:7:7: error: Service default/web: spec.ports[0].name: missing: from two ports on each one needs a name"]),
        Row(
            "one name for two ports", .service(ports: [["name": "http", "port": 80], ["name": "http", "port": 81]]),
            [
                "f:9:13: error: Service default/web: spec.ports[1].name: "
                    + "\"http\" is the name of spec.ports[0].name too: each port needs its own"
            ]),
        Row(
            "one pair of protocol and number twice",
            .service(ports: [["name": "a", "port": 80], ["name": "b", "port": 80, "protocol": "TCP"]]),
            [
                "f:10:13: error: Service default/web: spec.ports[1].port: "
                    + "TCP port 80 is declared by spec.ports[0].port too: each port needs its own number or protocol"
            ]),
        Row(
            "a name that is no label", .service(ports: [["name": "My_Port", "port": 80]]),
            [
                "f:7:13: error: Service default/web: spec.ports[0].name: \"My_Port\" is not a DNS label: "
                    + "\(Told.labelForm); did you mean \"my-port\"?"
            ]),
        Row(
            "a name with a dot", .service(ports: [["name": "a.b", "port": 80]]),
            [
                "f:7:13: error: Service default/web: spec.ports[0].name: \"a.b\" is not a DNS label: \(Told.labelForm)"
            ]),
        Row(
            "a name that ends in a dash", .service(ports: [["name": "http-", "port": 80]]),
            [
                "f:7:13: error: Service default/web: spec.ports[0].name: \"http-\" is not a DNS label: \(Told.labelForm)"
            ]),
        Row(
            "a name that is a number", .service(ports: [["name": 80, "port": 80]]),
            [
                "f:7:13: error: Service default/web: spec.ports[0].name: expected a string but found the number 80: "
                    + "put it in quotation marks"
            ]
        ),
        Row(
            "a name of 64 characters", .service(ports: [["name": .string(String(repeating: "a", count: 64)), "port": 80]]),
            [
                "f:7:13: error: Service default/web: spec.ports[0].name: "
                    + "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" is not a DNS label: \(Told.labelForm)"
            ]),
        Row(
            "a name of 63 characters is accepted, but has no record",
            .service(ports: [["name": .string(String(repeating: "a", count: 63)), "port": 80]]),
            [
                "f:7:13: warning: Service default/web: spec.ports[0].name: no SRV record is built for it: "
                    + "with \"_\" in front it has more than 63 characters"
            ]),
        Row("a name of 62 characters", .service(ports: [["name": .string(String(repeating: "a", count: 62)), "port": 80]])),
        Row("a target name of 15 characters", .service(ports: [["port": 80, "targetPort": "abcdefghijklmno"]])),
        Row(
            "a target name of 16 characters", .service(ports: [["port": 80, "targetPort": "abcdefghijklmnop"]]),
            [
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: "
                    + "\"abcdefghijklmnop\" is not a port name: \(Told.portNameForm)"
            ]),
        Row(
            "a target name without a letter", .service(ports: [["port": 80, "targetPort": "8-0"]]),
            [
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: \"8-0\" is not a port name: \(Told.portNameForm)"
            ]),
        Row(
            "a target name with two dashes", .service(ports: [["port": 80, "targetPort": "a--b"]]),
            [
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: \"a--b\" is not a port name: \(Told.portNameForm)"
            ]),
        Row(
            "a target name that begins with a dash", .service(ports: [["port": 80, "targetPort": "-ab"]]),
            [
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: \"-ab\" is not a port name: \(Told.portNameForm)"
            ]),
        Row(
            "a target name in upper case", .service(ports: [["port": 80, "targetPort": "HTTP"]]),
            [
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: \"HTTP\" is not a port name: "
                    + "\(Told.portNameForm); did you mean \"http\"?"
            ]),
        Row(
            "a target number in quotation marks", .service(ports: [["port": 80, "targetPort": "8080"]]),
            [
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: "
                    + "expected a number or a port's name but found the string \"8080\": remove the quotation marks"
            ]),
        Row(
            "too high a target", .service(ports: [["port": 80, "targetPort": 70000]]),
            ["f:8:19: error: Service default/web: spec.ports[0].targetPort: 70000 is not a port number: use one from 1 to 65535"]),
        Row(
            "a target that is true", .service(ports: [["port": 80, "targetPort": true]]),
            [
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: "
                    + "expected a whole number or a string but found the boolean true"
            ]
        ),
        Row(
            "every problem at once", .service(ports: [["port": 0, "targetPort": 0.5], ["name": "B", "port": "x", "protocol": "udp"]]),
            [
                "f:7:7: error: Service default/web: spec.ports[0].name: missing: from two ports on each one needs a name",
                "f:7:13: error: Service default/web: spec.ports[0].port: 0 is not a port number: use one from 1 to 65535",
                "f:8:19: error: Service default/web: spec.ports[0].targetPort: "
                    + "expected a whole number or a string but found the number 0.5",
                "f:9:13: error: Service default/web: spec.ports[1].name: \"B\" is not a DNS label: "
                    + "\(Told.labelForm); did you mean \"b\"?",
                "f:10:13: error: Service default/web: spec.ports[1].port: expected a whole number but found the string \"x\"",
                "f:11:17: error: Service default/web: spec.ports[1].protocol: \"udp\" is not known here: did you mean UDP?",
            ]
        ),
    ]

    @Test("Absent fields get the API server's defaults")
    func defaults() throws {
        let service = try Decoding.service(.service(ports: [["port": 80]]))
        #expect(service.ports == [ServicePort(name: nil, transport: .tcp, number: 80, target: .number(80))])
    }

    @Test("What the fields say is kept")
    func values() throws {
        let service = try Decoding.service(
            .service([
                "type": "NodePort", "selector": ["app": "web"], "publishNotReadyAddresses": true,
                "ports": [
                    ["name": "http", "port": 80, "targetPort": "web", "nodePort": 30080],
                    ["name": "dns", "port": 53, "protocol": "UDP", "targetPort": 1053],
                ],
            ]))
        #expect(service.key == ServiceKey(namespace: Label("default"), name: Label("web")))
        #expect(service.selector == ["app": "web"])
        #expect(service.publishesNotReadyAddresses)
        #expect(service.exposure == ServiceExposure(kind: .nodePort))
        #expect(
            service.ports == [
                ServicePort(name: Label("http"), transport: .tcp, number: 80, target: .name("web"), nodePort: 30080),
                ServicePort(name: Label("dns"), transport: .udp, number: 53, target: .number(1053)),
            ])
    }
}
