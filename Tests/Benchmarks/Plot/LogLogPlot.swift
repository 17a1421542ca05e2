import Foundation

/// Draws panels one below the other as an SVG file, for readers with a light screen and with a dark one.
///
/// A line is told from the others by its colour, its dashes and its marks: any one of them is enough.
package struct LogLogPlot {
    private let panels: [PlotPanel]

    /// A plot of these panels.
    package init(_ panels: [PlotPanel]) {
        self.panels = panels
    }

    private static let width = 760.0
    private static let height = 400.0
    private static let left = 84.0
    private static let right = 40.0
    private static let top = 74.0
    private static let bottom = 58.0
    /// What a letter of the text is wide on average.
    private static let widthOfLetter = 6.8
    /// The most lines that can be told apart.
    package static let maximumLines = PlotMark.allCases.count

    /// The text of the file.
    package var svg: String {
        let height = Self.height * Double(panels.count)
        let size = "width=\"\(Self.number(Self.width))\" height=\"\(Self.number(height))\""
        let drawings = panels.enumerated().map { index, panel in
            "<g transform=\"translate(0 \(Self.number(Double(index) * Self.height)))\">\n\(Self.drawing(of: panel))</g>\n"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" \(size) viewBox="0 0 \(Self.number(Self.width)) \(Self.number(height))" role="img">
            <style>\(Self.style)</style>
            <rect class="page" width="100%" height="100%"/>
            \(drawings.joined())</svg>

            """
    }

    private static let style = """

        .page { fill: #ffffff } text { font: 13px sans-serif; fill: #1f2328 } .title { font-weight: bold }
        .grid { stroke: #d1d9e0 } .frame { stroke: #59636e; fill: none }
        .line { fill: none; stroke-width: 2 } .mark { stroke: none }
        .c0 { stroke: #0969da } .c1 { stroke: #bc4c00 } .c2 { stroke: #8250df } .c3 { stroke: #1a7f37 }
        .m0 { fill: #0969da } .m1 { fill: #bc4c00 } .m2 { fill: #8250df } .m3 { fill: #1a7f37 }
        @media (prefers-color-scheme: dark) {
        .page { fill: #0d1117 } text { fill: #f0f6fc } .grid { stroke: #3d444d } .frame { stroke: #9198a1 }
        .c0 { stroke: #4493f8 } .c1 { stroke: #f0883e } .c2 { stroke: #ab7df8 } .c3 { stroke: #3fb950 }
        .m0 { fill: #4493f8 } .m1 { fill: #f0883e } .m2 { fill: #ab7df8 } .m3 { fill: #3fb950 }
        }

        """

    private static func drawing(of panel: PlotPanel) -> String {
        let lines = panel.lines.prefix(maximumLines)
        let points = lines.flatMap(\.points)
        let (horizontal, vertical) = (LogAxis(holding: points.map(\.x)), LogAxis(holding: points.map(\.y)))
        let curves = zip(lines, PlotMark.allCases).map { curve($0, $1, horizontal, vertical) }
        return titles(of: panel) + grid(horizontal, vertical) + curves.joined() + legend(lines.map(\.name))
    }

    private static func titles(of panel: PlotPanel) -> String {
        let middle = top + (height - top - bottom) / 2
        return text(panel.title, x: left, y: 26, anchor: "start", more: " class=\"title\"")
            + text(panel.horizontal, x: left + (width - left - right) / 2, y: height - 14, anchor: "middle")
            + text(panel.vertical, x: 20, y: middle, anchor: "middle", more: " transform=\"rotate(-90 20 \(number(middle)))\"")
    }

    private static func grid(_ horizontal: LogAxis, _ vertical: LogAxis) -> String {
        let columns = horizontal.steps.compactMap { step in
            x(step, horizontal).map { segment(from: ($0, top), to: ($0, height - bottom)) + label(step, x: $0) }
        }
        let rows = vertical.steps.compactMap { step in
            y(step, vertical).map { segment(from: (left, $0), to: (width - right, $0)) + label(step, y: $0) }
        }
        return (columns + rows).joined() + """
            <rect class="frame" x="\(number(left))" y="\(number(top))" width="\(number(width - left - right))" \
            height="\(number(height - top - bottom))"/>

            """
    }

    private static func segment(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) -> String {
        "<line class=\"grid\" x1=\"\(number(start.x))\" y1=\"\(number(start.y))\" x2=\"\(number(end.x))\" y2=\"\(number(end.y))\"/>\n"
    }

    private static func label(_ step: Double, x: Double) -> String {
        text(LogAxis.label(of: step), x: x, y: height - bottom + 18, anchor: "middle")
    }

    private static func label(_ step: Double, y: Double) -> String {
        text(LogAxis.label(of: step), x: left - 8, y: y + 4, anchor: "end")
    }

    private static func curve(_ line: PlotLine, _ mark: PlotMark, _ horizontal: LogAxis, _ vertical: LogAxis) -> String {
        let places = line.points.compactMap { point in
            x(point.x, horizontal).flatMap { x in y(point.y, vertical).map { (x: x, y: $0) } }
        }
        let path = places.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
        return "<polyline class=\"line c\(mark.rawValue)\"\(mark.dashes) points=\"\(path)\"/>\n"
            + places.map { mark.shape(x: $0.x, y: $0.y) }.joined()
    }

    private static func legend(_ names: [String]) -> String {
        var x = left
        return zip(names, PlotMark.allCases).map { name, mark in
            defer { x += 56 + Double(name.count) * widthOfLetter }
            return
                "<line class=\"line c\(mark.rawValue)\"\(mark.dashes) x1=\"\(number(x))\" y1=\"50\" x2=\"\(number(x + 28))\" y2=\"50\"/>\n"
                + mark.shape(x: x + 14, y: 50) + text(name, x: x + 36, y: 54, anchor: "start")
        }.joined()
    }

    private static func x(_ figure: Double, _ axis: LogAxis) -> Double? {
        axis.place(of: figure).map { left + $0 * (width - left - right) }
    }

    private static func y(_ figure: Double, _ axis: LogAxis) -> Double? {
        axis.place(of: figure).map { height - bottom - $0 * (height - top - bottom) }
    }

    private static func text(_ text: String, x: Double, y: Double, anchor: String, more: String = "") -> String {
        let escaped = text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        return "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\"\(more)>\(escaped)</text>\n"
    }

    /// Tenths of a pixel: a plot of the same figures is the same file.
    private static func number(_ value: Double) -> String {
        String(format: "%.1f", value)
    }
}
