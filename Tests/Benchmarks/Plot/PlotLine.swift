/// What one figure is at each size.
package struct PlotLine {
    /// What it is called in the legend.
    package let name: String
    /// Size and figure of each point, in the order of their sizes.
    package let points: [(x: Double, y: Double)]

    /// A line of these points.
    package init(name: String, points: [(x: Double, y: Double)]) {
        self.name = name
        self.points = points
    }
}
