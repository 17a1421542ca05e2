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

    /// Writes so many of the next versions, which takes longer than to put one in place.
    func prepare(_ count: Int = 1) throws {
        precondition(generation + count <= GenerationManifest.maximumGeneration, "a version fits into two octets")
        for next in (generation + 1)...(generation + count) {
            try workshop.write("\(next).yaml", GenerationManifest.text(of: next))
        }
    }

    /// Puts the next version in place, which has been prepared; returns when that was begun.
    func change() throws -> ContinuousClock.Instant {
        let start = ContinuousClock.now
        let (from, to) = (workshop.url.appending(path: "\(generation + 1).yaml").path, folder.url.appending(path: "change.yaml").path)
        guard unsafe rename(from, to) == 0 else {
            throw ProbeFailure(number: errno)
        }
        generation += 1
        return start
    }
}
