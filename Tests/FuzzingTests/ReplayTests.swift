import Foundation
import Fuzzing
import TestSupport
import Testing

/// One folder of inputs.
private struct Inputs: CustomTestStringConvertible {
    let target: FuzzTarget
    let folder: String

    var testDescription: String { "\(folder)/\(target.rawValue)" }

    static let all = FuzzTarget.allCases.flatMap { target in ["Corpora", "Findings"].map { Inputs(target: target, folder: $0) } }

    /// The files, by name; none where there is no folder.
    func files() throws -> [(name: String, octets: [UInt8])] {
        let url = Fixture.root.appending(path: "Tests/Fuzzing/\(folder)/\(target.rawValue)")
        guard FileManager.default.fileExists(atPath: url.path) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { !$0.hasPrefix(".") }
        return try names.sorted().map { ($0, Array(try Data(contentsOf: url.appending(path: $0)))) }
    }
}

@Suite("What the fuzzers kept is taken again", .timeLimit(.minutes(20))) struct ReplayTests {
    @Test("without a finding, one after the other and in the other order", arguments: Inputs.all)
    private func replay(inputs: Inputs) throws {
        let files = try inputs.files()
        #expect(!files.isEmpty || inputs.folder == "Findings", "a fuzzer without a corpus begins at nothing")
        let part = inputs.target.makePart()
        for file in files + files.reversed() {
            #expect(throws: Never.self, "\(inputs.testDescription)/\(file.name)") { try part.take(file.octets) }
        }
    }

    @Test("from a few hundred small files", arguments: Inputs.all)
    private func size(inputs: Inputs) throws {
        let files = try inputs.files()
        #expect(files.count <= 500)
        #expect(files.reduce(0) { $0 + $1.octets.count } <= 400_000)
    }
}
