extension Double {
    /// With the three digits that count: `0.123`, `12.3`, `1,230`.
    package var figure: String {
        rounded(to: magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3)
    }
}

extension Duration {
    /// The duration as a number of seconds.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }

    /// The duration as a number of milliseconds.
    var inMilliseconds: Double {
        inSeconds * 1_000
    }
}
