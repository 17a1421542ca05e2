import Foundation
import TestSupport

/// Manifests of which one file is replaced again and again, as a careful writer does it: one `rename`, and no other event.
final class ChangingDirectory {
    private let folder: TemporaryDirectory
    /// Where the next version is written: beside the watched directory, on the same file system.
    private let workshop: TemporaryDirectory
    private(set) var generation = 1

    init(_ tree: ServiceTree) throws {
        folder = try TemporaryDirectory()
        workshop = try TemporaryDirectory()
        try tree.write(into: folder.url)
        try folder.write("change.yaml", GenerationManifest.text(of: generation))
    }

    var path: String { folder.path }

    /// Puts the next version in place; returns when that was done.
    func change() throws -> ContinuousClock.Instant {
        let next = generation + 1
        precondition(next <= GenerationManifest.maximumGeneration, "a version fits into two octets")
        try workshop.write("next.yaml", GenerationManifest.text(of: next))
        let start = ContinuousClock.now
        let (from, to) = (workshop.url.appending(path: "next.yaml").path, folder.url.appending(path: "change.yaml").path)
        guard unsafe rename(from, to) == 0 else {
            throw ProbeFailure(number: errno)
        }
        generation = next
        return start
    }
}
