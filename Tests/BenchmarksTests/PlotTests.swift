import Benchmarks
import Foundation
import Testing

struct PlotTests {
    @Test("An axis goes from the power of ten below its figures to the one above, in equal steps")
    func axis() {
        let axis = LogAxis(holding: [30, 4_000])
        #expect(axis.steps == [10, 100, 1_000, 10_000])
        #expect([10.0, 100, 10_000].map(axis.place) == [0, 1.0 / 3, 1])
        #expect(axis.place(of: 0) == nil)
    }

    @Test("An axis of one figure, or of none, still has two ends", arguments: [[], [0], [100]] as [[Double]])
    func degenerateAxis(figures: [Double]) {
        #expect(LogAxis(holding: figures).steps.count == 2)
    }

    @Test("A plot is well-formed XML with a line and its marks for each name")
    func svg() throws {
        let lines = ["start & <more>", "after"].map { PlotLine(name: $0, points: [(1_000, 20), (10_000, 90), (100_000, 0)]) }
        let plot = LogLogPlot([PlotPanel(title: "Memory", horizontal: "Services", vertical: "megabytes", lines: lines)])
        let names = try ElementNames.read(plot.svg)
        #expect(names.count { $0 == "polyline" } == 2)
        // Two points of each line are above zero, and each has its mark in the legend.
        #expect(names.count { $0 == "circle" } == 3)
        #expect(names.count { $0 == "polygon" } == 3)
        #expect(plot.svg.contains("start &amp; &lt;more>"))
        #expect(["1,000", "100,000", "10", "100"].allSatisfy { plot.svg.contains(">\($0)</text>") })
    }
}

/// The elements of an SVG file: each that begins and does not end itself has its end.
private enum ElementNames {
    struct Broken: Error {
        let tag: String
    }

    static func read(_ text: String) throws -> [String] {
        var open: [String] = []
        var names: [String] = []
        for part in text.components(separatedBy: "<").dropFirst() {
            let tag = part.prefix { $0 != ">" }
            let name = String(tag.prefix { $0 != " " && $0 != "/" || tag.first == "/" && $0 != " " })
            if name.hasPrefix("/") {
                guard open.popLast() == String(name.dropFirst()) else { throw Broken(tag: String(tag)) }
            } else {
                names.append(name)
                if !tag.hasSuffix("/") { open.append(name) }
            }
        }
        guard open.isEmpty else { throw Broken(tag: open.joined()) }
        return names
    }
}
