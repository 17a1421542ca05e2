import KubernetesObjects

/// The text of a configuration file, for what its tree does not keep: how a number was written.
struct ConfigurationText {
    private let lines: [Substring]

    init(_ octets: [UInt8]) {
        lines = String(decoding: octets, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// The number at this place as it was written, where that is in octal, hexadecimal or binary: nobody means it so (YAML 1.1).
    func oddNumber(at position: Position) -> String? {
        guard lines.indices.contains(position.line - 1) else { return nil }
        let rest = lines[position.line - 1].unicodeScalars.dropFirst(max(position.column - 1, 0))
        let word = String(String.UnicodeScalarView(rest.prefix { !" \t,]}.".unicodeScalars.contains($0) }))
        let digits = word.drop { "+-".contains($0) }
        return digits.hasPrefix("0") && digits.count > 1 ? word : nil
    }
}
