/// One pair of axes with its lines.
package struct PlotPanel {
    /// What both axes are about, in one line.
    package let title: String
    /// What is under the horizontal axis, with its unit.
    package let horizontal: String
    /// What is beside the vertical one, with its unit.
    package let vertical: String
    package let lines: [PlotLine]

    package init(title: String, horizontal: String, vertical: String, lines: [PlotLine]) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.lines = lines
    }
}

/// What one figure is at each size.
package struct PlotLine {
    package let name: String
    package let points: [(x: Double, y: Double)]

    package init(name: String, points: [(x: Double, y: Double)]) {
        self.name = name
        self.points = points
    }
}
