import Foundation
import TestSupport

/// A directory of manifests in which something changes all the time, and what of it does not: that must be answered throughout.
final class SoakWorld {
    let tree: ServiceTree
    private let directory: ChangingDirectory
    let state: TemporaryDirectory
    private let settings: TemporaryDirectory
    /// Files that came and have not gone.
    private var extras: [Int] = []

    /// The zone that upstream knows, by a wildcard.
    static let outside = "outside.example"
    static let outsideAddress = "198.18.0.1"
    static let outsideRecords = [
        "\(outside). 60 IN SOA ns.\(outside). admin.\(outside). 1 7200 1800 86400 60", "*.\(outside). 5 IN A \(outsideAddress)",
    ]
    static let aliasHost = "alias.change.svc.\(ServiceCatalogue.zone)"
    static let aliasRecord = "\(aliasHost). IN CNAME elsewhere.\(outside)."

    private static let headless = 10
    private static let endpoints = 20
    /// What no reader of YAML understands.
    private static let broken = "apiVersion: v1\nkind: Service\n\tmetadata: {name: [\n"

    init(services: Int) throws {
        tree = ServiceTree(services: services, headless: Self.headless, endpointsOfEach: Self.endpoints, namesAddresses: true)
        directory = try ChangingDirectory(tree)
        state = try TemporaryDirectory()
        settings = try TemporaryDirectory()
        try write("alias.yaml", Self.service("alias", "type: ExternalName\n  externalName: elsewhere.\(Self.outside)"))
    }

    var path: String { directory.path }

    /// Settings by which what may fill is full in the first minutes: a cache that fills for an hour looks like a leak.
    func settingsFile() throws -> String {
        try settings.write("settings.yaml", "upstream:\n  cache:\n    entries: 2000\n")
        return "\(settings.path)/settings.yaml"
    }

    /// The changes of one second: a file is replaced, and by turns one comes, goes, breaks, is mended, or all are written anew.
    func change(second: Int) throws {
        try directory.prepare()
        _ = try directory.change()
        let file = second / 10 % tree.catalogue.files
        switch second % 10 {
        case 1, 3, 5: try addExtra(second)
        case 2, 6, 7: try removeExtra()
        case 4: try write(tree.catalogue.fileName(file), Self.broken)
        case 8: try write(tree.catalogue.fileName(file), tree.catalogue.fileText(file))
        case _: break
        }
        if second % 60 == 59 { try tree.catalogue.writeManifests(to: URL(filePath: path)) }
    }

    /// A Service whose cluster IP the server finds, and a file that is none of its business.
    private func addExtra(_ number: Int) throws {
        extras.append(number)
        try write("extra-\(number).yaml", Self.service("extra-\(number)", "ports: [{name: http, port: 80}]"))
    }

    private func removeExtra() throws {
        guard !extras.isEmpty else { return }
        try FileManager.default.removeItem(atPath: "\(path)/extra-\(extras.removeFirst()).yaml")
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path).appending(path: name), options: .atomic)
    }

    private static func service(_ name: String, _ fields: String) -> String {
        "apiVersion: v1\nkind: Service\nmetadata: {name: \(name), namespace: change}\nspec:\n  \(fields)\n"
    }
}
