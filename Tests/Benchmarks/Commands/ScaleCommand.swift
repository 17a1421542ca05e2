import ArgumentParser
import Foundation

/// `Benchmarks scale`: what a registry costs as it grows.
struct ScaleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale", abstract: "Measures start time, memory and the peak of a reload as the registry grows.")

    @Option(parsing: .upToNextOption, help: "How many Services there are; several numbers.")
    var services = [1_000, 10_000, 100_000]

    @Option(help: "Headless Services of 100 endpoints each, measured with their endpoints and without.")
    var headless = 1_500

    @Option(help: "Changes of one file at each size.")
    var reloads = 20

    @Option(help: ArgumentHelp("An SVG file to draw the curve in.", valueName: "file"))
    var plot: String?

    func validate() throws {
        guard services.allSatisfy({ (10...600_000).contains($0) }), (1...50_000).contains(headless), (1...1_000).contains(reloads) else {
            throw ValidationError("10 to 600,000 Services, 1 to 50,000 headless ones, 1 to 1,000 changes")
        }
    }

    func run() throws {
        try RunOptions.running(by: []) {
            Output.write(Machine.facts(versions: [("svcdns", try Programs.version(of: .svcdns))]))
            let curve = try services.sorted().map { try point(ServiceTree(services: $0)) }
            if let plot { try Data(ScalePlot.svg(curve).utf8).write(to: URL(filePath: plot)) }
            let without = try point(ServiceTree(services: 0, headless: headless))
            let with = try point(ServiceTree(services: 0, headless: headless, endpointsOfEach: ServiceTree.endpointsOfSlice))
            var table = MarkdownTable(ScalePoint.header)
            for point in curve + [without, with] { table.add(point.row) }
            Output.write("\n\(table.text)\n\n\(Self.costOfEndpoint(without, with))")
        }
    }

    private func point(_ tree: ServiceTree) throws -> ScalePoint {
        Output.note("\((tree.catalogue.count + tree.headless).grouped) Services ...")
        return try ScaleTrial(tree: tree, reloads: reloads).run()
    }

    private static func costOfEndpoint(_ without: ScalePoint, _ with: ScalePoint) -> String {
        let octets = Double(with.memory.anonymous - without.memory.anonymous) / Double(with.endpoints)
        let octetsAfter = Double(with.memoryAfterChanges.anonymous - without.memoryAfterChanges.anonymous) / Double(with.endpoints)
        return "An endpoint has \(octets.figure) octets of RssAnon after the start, and \(octetsAfter.figure) after the changes."
    }
}
