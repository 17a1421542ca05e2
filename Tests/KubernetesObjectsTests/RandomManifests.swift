/// Objects of few names, addresses, ports and labels: they are in each other's way all the time.
struct RandomManifests<Generator: RandomNumberGenerator> {
    var generator: Generator

    mutating func manifest() -> Manifest {
        switch number(10) {
        case 0..<5: service()
        case 5, 6: pod()
        case 7: slice()
        case 8: oneOf([["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "dev"]], serviceImport()])
        default: ["apiVersion": "v1", "kind": "Endpoints", "metadata": metadata(["a", "b"]), "subsets": [[:], [:]]]
        }
    }

    mutating func number(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &generator)
    }

    mutating func oneOf<Value>(_ values: [Value]) -> Value {
        values[number(values.count)]
    }

    private mutating func metadata(_ names: [String]) -> Manifest {
        ["name": .string(oneOf(names)), "namespace": oneOf(["default", "default", "dev"])]
    }

    private mutating func service() -> Manifest {
        let ports: Manifest = ["ports": .list((0..<(1 + number(2))).map { port(80 + $0) })]
        let address: Manifest = oneOf([[:], ["clusterIP": .string("10.96.0.\(number(4))")], ["clusterIP": .string("10.96.0.\(number(4))")]])
        let selector: Manifest = oneOf([[:], ["selector": labels()]])
        return [
            "apiVersion": "v1", "kind": "Service", "metadata": metadata(["a", "b", "c", "d", "e"]),
            "spec": Manifest.fields([("type", "NodePort")]).adding(address).adding(selector).adding(ports),
        ]
    }

    private mutating func port(_ port: Int) -> Manifest {
        let head: Manifest = ["name": .string("p\(port)"), "port": .integer(Int64(port))]
        return head.adding(oneOf([[:], ["nodePort": .integer(Int64(30_000 + number(5)))]]))
    }

    private mutating func labels() -> Manifest {
        oneOf([["app": "a"], ["app": "b"], ["app": "a", "tier": "x"], ["app": "b", "tier": "x"], ["tier": "y"]])
    }

    private mutating func pod() -> Manifest {
        let names = metadata(["p", "q", "r"])
        return ["apiVersion": "v1", "kind": "Pod", "metadata": names.adding(["labels": labels()])]
    }

    private mutating func slice() -> Manifest {
        let own: Manifest = ["kubernetes.io/service-name": .string(oneOf(["a", "b"]))]
        let imported: Manifest = [
            "multicluster.kubernetes.io/service-name": .string(oneOf(["a", "b"])), "multicluster.kubernetes.io/source-cluster": "east",
        ]
        return [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
            "metadata": metadata(["s", "t"]).adding(["labels": oneOf([own, imported, own.adding(imported)])]), "addressType": "IPv4",
        ]
    }

    private mutating func serviceImport() -> Manifest {
        [
            "apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ServiceImport", "metadata": metadata(["a", "b"]),
            "spec": ["type": "Headless", "ports": []],
        ]
    }
}
