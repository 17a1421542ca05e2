package import DNSModel
import Foundation

/// A file of dialogues in Tests/Dialogues. Lines that begin with `@` say what all of them are about:
///
///     @ registry rules                                       (the folder in Tests/Registries; by default the file's own name)
///     @ cluster cluster.local.                               (the cluster's zone; this one by default)
///     @ zone corp.example. ns1.dns hostmaster.dns            (another zone than the cluster's, and the names in its SOA)
///     @ minimum 30                                           (the SOA's MINIMUM; by default 5)
package struct DialogueFile: Sendable {
    /// The name without `.txt`; Tests/Configurations may have a file of this name.
    package let name: String
    /// The manifests that the file is about.
    package private(set) var registry: String
    package private(set) var dialogues: [Dialogue] = []
    /// The cluster's zone, with its last dot.
    package private(set) var clusterDomain = "cluster.local."
    private var authorities: [String: String] = [:]
    private var minimum = "5"

    /// The zones that the file is about: the cluster's, the reverse zones, and those that it names.
    package var zones: [DomainName] {
        ([clusterDomain] + authorities.keys.sorted() + ["in-addr.arpa", "ip6.arpa"]).compactMap { DomainName($0) }
    }

    /// The names of all files in Tests/Dialogues, without `.txt`.
    package static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: Fixture.root.appending(path: "Tests/Dialogues").path)
        return (files ?? []).filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(".txt".count)) }.sorted()
    }()

    /// The configuration that the server is started with: that in Tests/Configurations, or none.
    package var configuration: String? {
        let path = Fixture.root.appending(path: "Tests/Configurations/\(name).yaml").path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The dialogues of a file; a line that cannot be read is our own mistake.
    package init(_ name: String) throws {
        self.name = name
        registry = name
        var paragraphs: [[Line]] = []
        let text = try Fixture.text("Tests/Dialogues/\(name).txt")
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.hasPrefix(";") {
            if line.hasPrefix("@") { read(setting: words(line)) }
            if line.hasPrefix(">") { paragraphs.append([]) }
            if !line.isEmpty, !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].append(Line(number: index + 1, text: String(line))) }
        }
        dialogues = paragraphs.map(dialogue)
    }

    private struct Line {
        let number: Int
        let text: String
    }

    private mutating func read(setting: [String]) {
        switch (setting.dropFirst().first, setting.count) {
        case ("registry", 3): registry = setting[2]
        case ("cluster", 3): clusterDomain = setting[2]
        case ("minimum", 3): minimum = setting[2]
        case ("zone", 5): authorities[setting[2]] = "\(setting[3]).\(setting[2]) \(setting[4]).\(setting[2])"
        case _: preconditionFailure("no setting: \(setting)")
        }
    }

    private func dialogue(_ lines: [Line]) -> Dialogue {
        let asked = words(lines[0].text)
        guard lines.count >= 2, asked.count >= 3, let type = RecordType(mnemonic: asked[2]) else {
            preconditionFailure("line \(lines[0].number) is no question with its answer")
        }
        let answered = words(lines[1].text)
        precondition(answered.count >= 2 && answered[0] == "<", "line \(lines[1].number) is no answer")
        let records = lines.dropFirst(2).map(\.text)
        return Dialogue(
            line: lines[0].number, name: asked[1], type: type,
            client: asked.firstIndex(of: "from").flatMap { IPAddress(asked[$0 + 1]) },
            responseCode: answered[1], isAuthoritative: answered.contains("AA"), startOfAuthority: startOfAuthority(answered),
            answer: records.filter { !$0.hasPrefix("+") && !$0.hasPrefix("!") }, additional: Self.lines("+ ", of: records),
            extendedError: Self.lines("! ", of: records).first)
    }

    private static func lines(_ mark: String, of lines: [String]) -> [String] {
        lines.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    }

    /// The whole record behind `SOA owner TTL`; the serial may be any.
    private func startOfAuthority(_ words: [String]) -> String? {
        guard let index = words.firstIndex(of: "SOA") else { return nil }
        let names = authorities[words[index + 1]] ?? "ns.dns.\(clusterDomain) hostmaster.\(clusterDomain)"
        return "\(words[index + 1]) \(words[index + 2]) IN SOA \(names) * 7200 1800 86400 \(minimum)"
    }
}

private func words(_ line: some StringProtocol) -> [String] {
    String(line).split(separator: " ").map { String($0) }
}

extension RecordType {
    /// The type of a mnemonic that the tests use, or of `TYPE731`.
    package init?(mnemonic: String) {
        let known = (1...257).lazy.map { RecordType(rawValue: $0) }.first { $0.description == mnemonic }
        guard let type = known ?? UInt16(mnemonic.dropFirst("TYPE".count)).map(RecordType.init(rawValue:)) else { return nil }
        self = type
    }
}
