import DNSModel
import KubernetesObjects
import TestSupport
import Testing

/// A set of manifests, and every warning that comes of them together.
struct WarningRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let manifests: [Manifest]
    let warnings: [String]

    init(_ title: String, _ manifests: [Manifest], _ warnings: [String] = []) {
        testDescription = title
        self.manifests = manifests
        self.warnings = warnings
    }
}

struct CrossObjectWarningTests {
    private static func warnings(_ manifests: [Manifest], shortNames: Bool = true) throws -> [String] {
        let objects = try ObjectValidatorTests.objects(manifests.enumerated().map { (name: "f\($0)", manifests: [$1]) })
        let rules = try Decoding.rules(shortNames: shortNames)
        return ObjectValidator.settled(objects, rules: rules).problems.map(\.description)
    }

    private static func selecting(_ selector: Manifest) -> Manifest {
        .service(["selector": selector, "ports": [["port": 80]]])
    }

    private static func pod(_ labels: Manifest, namespace: Manifest = "default") -> Manifest {
        ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": namespace, "labels": labels]]
    }

    @Test("A selector that matches nothing is told of", arguments: selectors)
    func selectsNothing(_ row: WarningRow) throws {
        #expect(try Self.warnings(row.manifests) == row.warnings)
    }

    static let selectors: [WarningRow] = [
        WarningRow("a match", [selecting(["app": "a"]), pod(["app": "a", "tier": "b"])]),
        WarningRow("all labels match", [selecting(["app": "a", "tier": "b"]), pod(["app": "a", "tier": "b"])]),
        WarningRow("no selector", [.service(["ports": [["port": 80]]])]),
        WarningRow("an empty selector", [selecting([:])]),
        WarningRow("an ExternalName", [.service(["type": "ExternalName", "externalName": "a.example", "selector": ["app": "a"]])]),
        WarningRow("a slice instead of Pods", [selecting(["app": "a"]), .slice(["addressType": "IPv4"])]),
        WarningRow(
            "Endpoints instead of Pods",
            [selecting(["app": "a"]), ["apiVersion": "v1", "kind": "Endpoints", "metadata": ["name": "web"], "subsets": [[:]]]]),
        WarningRow(
            "no Pods at all", [selecting(["app": "a"])],
            ["f0:7:5: warning: Service default/web: spec.selector: matches nothing: there is no Pod in namespace default"]),
        WarningRow(
            "a Pod in another namespace", [selecting(["app": "a"]), pod(["app": "a"], namespace: "staging")],
            ["f0:7:5: warning: Service default/web: spec.selector: matches nothing: there is no Pod in namespace default"]),
        WarningRow(
            "another value", [selecting(["app": "a", "tier": "b"]), pod(["app": "a", "tier": "c"])],
            [
                "f0:7:5: warning: Service default/web: spec.selector: "
                    + "matches nothing: no Pod in namespace default has the label \"tier\" with \"b\""
            ]),
        WarningRow(
            "each label on another Pod",
            [
                selecting(["app": "a", "tier": "b"]), pod(["app": "a"]),
                ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "q", "labels": ["tier": "b"]]],
            ],
            ["f0:7:5: warning: Service default/web: spec.selector: matches nothing: no Pod in namespace default has all of these labels"]),
    ]

    private static func headless(in namespace: Manifest, name: Manifest = "web") -> Manifest {
        ["apiVersion": "v1", "kind": "Service", "metadata": ["name": name, "namespace": namespace], "spec": ["clusterIP": "None"]]
    }

    private static func namespace(_ name: Manifest) -> Manifest {
        ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": name]]
    }

    @Test("A namespace that is a top-level domain is told of once", arguments: namespaces)
    func topLevelDomain(_ row: WarningRow) throws {
        #expect(try Self.warnings(row.manifests) == row.warnings)
        #expect(try Self.warnings(row.manifests, shortNames: false) == [])
    }

    private static func told(_ place: String, _ namespace: String) -> String {
        "\(place): namespace \(namespace) is also a top-level domain: the short name of a Service in it, as web.\(namespace), "
            + "hides that name of the Internet: rename it, or switch short names off"
    }

    static let namespaces: [WarningRow] = [
        WarningRow("staging is none", [headless(in: "staging"), namespace("staging")]),
        WarningRow("internationalised domains are not in the list", [namespace("xn--p1ai")]),
        WarningRow(
            "two objects in dev", [headless(in: "dev"), headless(in: "dev", name: "db")],
            [told("f0:1:1: warning: Service dev/web", "dev")]),
        WarningRow(
            "a Namespace object behind the others", [headless(in: "dev"), namespace("dev")],
            [told("f1:1:1: warning: Namespace dev", "dev")]),
        WarningRow(
            "the first and the last of the list, and some between",
            [namespace("aaa"), namespace("zw"), namespace("app"), namespace("arpa")],
            [
                told("f0:1:1: warning: Namespace aaa", "aaa"), told("f1:1:1: warning: Namespace zw", "zw"),
                told("f2:1:1: warning: Namespace app", "app"), told("f3:1:1: warning: Namespace arpa", "arpa"),
            ]),
    ]
}
