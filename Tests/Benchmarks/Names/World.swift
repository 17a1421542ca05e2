package import Foundation
import TestSupport

/// Everything that servers and loads need on disk, written once a run.
package final class World: Sendable {
    /// The Services that are asked for.
    package let catalogue: ServiceCatalogue
    /// A Service with a long answer.
    package let headless = HeadlessService()
    /// Names that an upstream knows.
    package let outside = OutsideNames()
    private let folder: TemporaryDirectory

    /// Writes manifests, zone files and hosts.
    package init(_ catalogue: ServiceCatalogue) throws {
        self.catalogue = catalogue
        folder = try TemporaryDirectory()
        try FileManager.default.createDirectory(at: manifests, withIntermediateDirectories: true)
        try catalogue.writeManifests(to: manifests)
        try Data(headless.manifest.utf8).write(to: manifests.appending(path: "headless.yaml"))
        let text = ZoneText(catalogue, headless)
        try folder.write("zone", text.zoneFile)
        try folder.write("local-data", text.localData)
        try folder.write("hosts", text.hosts)
        try folder.write("outside-zone", outside.zoneFile)
    }

    /// The folder of manifests.
    package var manifests: URL {
        file("manifests")
    }

    /// A file of the world: `zone`, `local-data`, `hosts`, `outside-zone`, or one of questions.
    package func file(_ name: String) -> URL {
        folder.url.appending(path: name)
    }

    /// Writes a file of questions.
    package func questions(_ name: String, _ lines: [String]) throws -> QuestionFile {
        try QuestionFile(lines, to: file("questions-\(name)"))
    }
}
