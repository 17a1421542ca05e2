/// One pair of axes with its lines.
package struct PlotPanel {
    /// What both axes are about, in one line.
    package let title: String
    /// What is under the horizontal axis, with its unit.
    package let horizontal: String
    /// What is beside the vertical one, with its unit.
    package let vertical: String
    /// At most as many as can be told apart.
    package let lines: [PlotLine]

    /// A panel of these parts.
    package init(title: String, horizontal: String, vertical: String, lines: [PlotLine]) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.lines = lines
    }
}
