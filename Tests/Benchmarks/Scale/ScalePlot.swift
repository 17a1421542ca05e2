/// The curve of `Benchmarks scale`.
enum ScalePlot {
    static func svg(_ points: [ScalePoint]) -> String {
        LogLogPlot([memory(points), time(points)]).svg
    }

    private static func memory(_ points: [ScalePoint]) -> PlotPanel {
        PlotPanel(
            title: "Memory by the number of Services", horizontal: "Services", vertical: "megabytes",
            lines: [
                line("RssAnon after start", points) { $0.memory.anonymous.inMegabytes },
                line("after changes", points) { $0.memoryAfterChanges.anonymous.inMegabytes },
                line("peak of a change", points) { $0.peak?.inMegabytes },
                line("VmRSS after start", points) { $0.memory.resident.inMegabytes },
            ])
    }

    private static func time(_ points: [ScalePoint]) -> PlotPanel {
        PlotPanel(
            title: "Time by the number of Services", horizontal: "Services", vertical: "milliseconds",
            lines: [
                line("start to first answer", points) { $0.start.inMilliseconds },
                line("change of one file to new answer", points) { $0.delay?.median },
            ])
    }

    private static func line(_ name: String, _ points: [ScalePoint], _ figure: (ScalePoint) -> Double?) -> PlotLine {
        PlotLine(name: name, points: points.compactMap { point in figure(point).map { (Double(point.services), $0) } })
    }
}
