import DNSModel
import KubernetesObjects
import ServiceRegistry
import Testing

struct AnnotationTests {
    @Test("An annotation under svcdns/ that is wrong is told of, and the object is served without it", arguments: rows)
    func rules(_ row: Row) throws {
        let decoded = try Decoding.decode(row.manifest)
        #expect(decoded.problems.map(\.description) == row.problems)
        let object = try #require(decoded.objects.first)
        switch object.payload {
        case .service(let service): #expect(service.settings == ServiceSettings())
        case .serviceImport(let serviceImport): #expect(serviceImport.settings == ServiceSettings())
        case .pod(let pod): #expect(pod.locationPreference == LocationPreference())
        case .namespace, .node, .endpointSlices: break
        }
    }

    static let rows: [Row] = [
        Row("none", service(nil)),
        Row("those of others, whatever they hold", service(["a.example/ttl": 5, "svcdns": [], "svcdns.example/ttl": nil])),
        Row("no mapping", service(["svcdns/ttl: 5"]), [line("5:5", "annotations", "not read: \(mapping)")]),
        Row(
            "a number of YAML", service(["svcdns/ttl": 30]),
            [line("5:17", ttl, "not read: expected a string but found the number 30: put it in quotation marks")]),
        Row(
            "a number of YAML that is out of range", service(["svcdns/ttl": 3601]),
            [
                line(
                    "5:17", ttl,
                    "not read: expected a string but found the number 3601: put it in quotation marks; and it \(mustBe("0 to 3600"))")
            ]),
        Row(
            "a number of YAML that is not whole", pod(["svcdns/srv-weight": 1.5]),
            [
                line(
                    "5:24", "annotations[\"svcdns/srv-weight\"]",
                    "not read: expected a string but found the number 1.5: put it in quotation marks; and it \(mustBe("0 to 65535"))",
                    of: "Pod default/a")
            ]),
        Row(
            "nothing", service(["svcdns/ttl": nil]),
            [line("5:17", ttl, "not read: expected a string but found nothing; and it \(mustBe("0 to 3600"))")]),
        Row("an empty string", service(["svcdns/ttl": ""]), [line("5:17", ttl, notOne("", "0 to 3600"))]),
        Row("too high a TTL", service(["svcdns/ttl": "3601"]), [line("5:17", ttl, notOne("3601", "0 to 3600"))]),
        Row("a sign", service(["svcdns/ttl": "+5"]), [line("5:17", ttl, notOne("+5", "0 to 3600"))]),
        Row("a unit", service(["svcdns/ttl": "5s"]), [line("5:17", ttl, notOne("5s", "0 to 3600"))]),
        Row(
            "more digits than any number has", service(["svcdns/ttl": "99999999999999999999"]),
            [line("5:17", ttl, notOne("99999999999999999999", "0 to 3600"))]),
        Row(
            "no answers", service(["svcdns/max-answers": "0"]),
            [line("5:25", "annotations[\"svcdns/max-answers\"]", notOne("0", "1 to 1000"))]),
        Row(
            "too many answers", service(["svcdns/max-answers": "1001"]),
            [line("5:25", "annotations[\"svcdns/max-answers\"]", notOne("1001", "1 to 1000"))]),
        Row(
            "a slip", service(["svcdns/max-answer": "1"]),
            [
                line(
                    "5:5", "annotations[\"svcdns/max-answer\"]", "unknown annotation, not read: did you mean \"svcdns/max-answers\"?")
            ]),
        Row(
            "one that nobody knows", service(["svcdns/timeout": "1"]),
            [
                line(
                    "5:5", "annotations[\"svcdns/timeout\"]",
                    "unknown annotation, not read: use svcdns/ttl, svcdns/max-answers, svcdns/srv-priority or svcdns/srv-weight")
            ]),
        Row(
            "a weight on a Service", service(["svcdns/srv-weight": "1"]),
            [line("5:5", "annotations[\"svcdns/srv-weight\"]", "not read: it belongs on a Pod")]),
        Row(
            "a TTL on a Pod", pod(["svcdns/ttl": "1"]),
            [line("5:5", ttl, "not read: it belongs on a Service or a ServiceImport", of: "Pod default/a")]),
        Row(
            "too high a weight and priority", pod(["svcdns/srv-priority": "65536", "svcdns/srv-weight": "-1"]),
            [
                line("5:26", "annotations[\"svcdns/srv-priority\"]", notOne("65536", "0 to 65535"), of: "Pod default/a"),
                line("6:24", "annotations[\"svcdns/srv-weight\"]", notOne("-1", "0 to 65535"), of: "Pod default/a"),
            ]),
        Row(
            "a TTL on a Namespace", object("Namespace", ["svcdns/ttl": "1"]),
            [line("5:5", ttl, "not read: it belongs on a Service or a ServiceImport", of: "Namespace a")]),
        Row(
            "a priority on a Node",
            object("Node", ["svcdns/srv-priority": "1"]).adding([
                "status": ["addresses": [["type": "InternalIP", "address": "10.0.0.7"]]]
            ]),
            [line("5:5", "annotations[\"svcdns/srv-priority\"]", "not read: it belongs on a Pod", of: "Node a")]),
    ]

    private static let ttl = "annotations[\"svcdns/ttl\"]"
    private static let mapping = "expected a mapping of fields but found a list: remove the \"- \" in front of the fields"

    private static func line(_ place: String, _ field: String, _ message: String, of object: String = "Service default/a") -> String {
        "f:\(place): warning: \(object): metadata.\(field): \(message)"
    }

    private static func mustBe(_ range: String) -> String {
        "must be a whole number from \(range)"
    }

    private static func notOne(_ text: String, _ range: String) -> String {
        "not read: \"\(text)\" is not a whole number from \(range)"
    }

    /// The first annotation stands in line 5.
    private static func object(_ kind: Manifest, _ annotations: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": kind, "metadata": ["annotations": annotations, "name": "a"]]
    }

    private static func service(_ annotations: Manifest) -> Manifest {
        object("Service", annotations).adding(["spec": ["clusterIP": "None"]])
    }

    private static func pod(_ annotations: Manifest) -> Manifest {
        object("Pod", annotations).adding(["status": ["podIP": "10.1.0.1"]])
    }

    @Test("A Service keeps what its annotations ask for, whatever its type", arguments: ["ClusterIP", "ExternalName"])
    func settings(type: String) throws {
        let spec: Manifest = type == "ExternalName" ? ["type": "ExternalName", "externalName": "a.example"] : ["ports": [["port": 80]]]
        let manifest = Self.object("Service", ["svcdns/ttl": "0", "svcdns/max-answers": "1000"]).adding(["spec": spec])
        #expect(try Decoding.service(manifest).settings == ServiceSettings(timeToLive: 0, maximumAnswers: 1000))
    }

    @Test("A ServiceImport does so too")
    func importSettings() throws {
        let manifest: Manifest = [
            "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport",
            "metadata": ["name": "a", "annotations": ["svcdns/ttl": "3600", "svcdns/max-answers": "1"]],
            "spec": ["type": "Headless", "ports": []],
        ]
        let decoded = try Decoding.decode(manifest)
        guard case .serviceImport(let serviceImport) = decoded.objects.first?.payload else { throw Decoding.NoService() }
        #expect(decoded.problems == [])
        #expect(serviceImport.settings == ServiceSettings(timeToLive: 3600, maximumAnswers: 1))
    }

    @Test("One annotation that is wrong costs no other one")
    func other() throws {
        let manifest = Self.pod(["svcdns/srv-priority": "0", "svcdns/srv-weight": "much"])
        guard case .pod(let pod) = try Decoding.decode(manifest).objects.first?.payload else { throw Decoding.NoService() }
        #expect(pod.locationPreference == LocationPreference(priority: 0))
    }

    @Test("The most answers are told of where no endpoints answer, and nothing of them where they do")
    func notHeadless() throws {
        let asked: Manifest = ["svcdns/ttl": "5", "svcdns/max-answers": "3"]
        let told = { (object: String, need: String) in
            Self.line("6:25", "annotations[\"svcdns/max-answers\"]", "has no effect: it needs \"\(need)\"", of: object)
        }
        let service = Self.object("Service", asked)
        #expect(
            try Decoding.problems(service.adding(["spec": ["ports": [["port": 80]]]])) == [told("Service default/a", "clusterIP: None")])
        #expect(try Decoding.problems(Self.service(asked)) == [])
        #expect(try Decoding.problems(Self.service(["svcdns/ttl": "5"]).adding(["spec": ["ports": [["port": 80]]]])) == [])
        for (type, expected) in [("ClusterSetIP", [told("ServiceImport default/a", "type: Headless")]), ("Headless", [])] {
            let serviceImport: Manifest = [
                "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport", "metadata": ["annotations": asked, "name": "a"],
                "spec": ["type": .string(type), "ports": []],
            ]
            #expect(try Decoding.problems(serviceImport) == expected)
        }
    }
}
