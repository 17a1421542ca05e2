package import Foundation

/// Files of this package that the tests use.
package enum Fixture {
    /// The folder of the package.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    /// The manifests that people try first.
    package static let demo = root.appending(path: "Zones/demo").path

    /// The manifests that a file of dialogues is about.
    package static func registry(_ name: String) -> String {
        root.appending(path: "Tests/Registries/\(name)").path
    }

    /// The text of a file of the package.
    package static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// A manifest file of so many Services m0, m1, ... in the namespace prod, each with the spec of its number.
    package static func services(_ count: Int, spec: (Int) -> String) -> String {
        (0..<count).map { "{apiVersion: v1, kind: Service, metadata: {name: m\($0), namespace: prod}, spec: {\(spec($0))}}" }
            .joined(separator: "\n---\n")
    }
}
