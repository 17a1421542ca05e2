/// How a line looks, beside its colour.
enum PlotMark: Int, CaseIterable {
    case circle
    case square
    case diamond
    case triangle

    /// The attribute of a dashed line.
    var dashes: String {
        switch self {
        case .circle: ""
        case .square: " stroke-dasharray=\"8 4\""
        case .diamond: " stroke-dasharray=\"2 3\""
        case .triangle: " stroke-dasharray=\"10 3 2 3\""
        }
    }

    /// The mark at a point.
    func shape(x: Double, y: Double) -> String {
        let offsets: [(Double, Double)]
        switch self {
        case .circle: return "<circle class=\"mark m\(rawValue)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"4.5\"/>\n"
        case .square: offsets = [(-4, -4), (4, -4), (4, 4), (-4, 4)]
        case .diamond: offsets = [(0, -6), (6, 0), (0, 6), (-6, 0)]
        case .triangle: offsets = [(0, -6), (5.5, 4), (-5.5, 4)]
        }
        let points = offsets.map { "\(Self.number(x + $0.0)),\(Self.number(y + $0.1))" }.joined(separator: " ")
        return "<polygon class=\"mark m\(rawValue)\" points=\"\(points)\"/>\n"
    }

    private static func number(_ value: Double) -> String {
        "\((value * 10).rounded() / 10)"
    }
}
