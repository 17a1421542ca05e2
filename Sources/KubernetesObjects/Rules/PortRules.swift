extension ObjectReport {
    /// The port of this number; nil, and an error, outside 1...65535.
    func port(_ number: Located<Int64>) -> Located<UInt16>? {
        guard let port = UInt16(exactly: number.value), port != 0 else {
            error("\(number.value) is not a port number: use one from 1 to 65535", at: number.place)
            return nil
        }
        return Located(value: port, place: number.place)
    }
}

extension FieldReader {
    /// A port that has to be there; nil, and an error, when it is missing or out of range.
    func requiredPort(_ name: String) -> Located<UInt16>? {
        switch integer(name) {
        case .absent:
            report.error("missing: give a port number from 1 to 65535", at: placeOfMissing(name))
            return nil
        case .wrong: return nil
        case .found(let number): return report.port(number)
        }
    }
}
