import DNSServer
import svcdns

/// Configuration files. The one file that reading a setting would open, that of trust anchors, is left alone.
final class FuzzedConfiguration: FuzzedPart {
    func take(_ input: [UInt8]) throws(Finding) {
        let first = said(of: input)
        try Finding.unless(first == said(of: input), "read a second time it says something else")
        for line in first {
            try Finding.unless(!line.contains(where: \.isNewline), "more than one line: \(line)")
            try Finding.unless(!line.isEmpty, "an empty line")
        }
    }

    /// What a user is told of a file.
    private func said(of input: [UInt8]) -> [String] {
        do throws(ConfigurationError) {
            let file = try ConfigurationFile(input, name: "svcdns.yaml")
            let settings = try Settings(SettingReader(file: file, flags: [:], emptied: [.upstreamTrustAnchorFile]))
            return settings.warnings + settings.warningsAtStart
        } catch {
            return [error.description]
        }
    }
}
