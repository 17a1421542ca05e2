package import DNSModel

/// A file of dialogues in Tests/Dialogues.
package enum DialogueFile {
    /// The dialogues of a file; a line that cannot be read is our own mistake.
    package static func dialogues(_ name: String) -> [Dialogue] {
        guard let text = try? Fixture.text("Tests/Dialogues/\(name)") else { preconditionFailure("no \(name)") }
        var paragraphs: [[(Int, String)]] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.hasPrefix(";") {
            if line.hasPrefix(">") { paragraphs.append([]) }
            if !line.isEmpty, !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].append((index + 1, String(line))) }
        }
        return paragraphs.map(dialogue)
    }

    private static func dialogue(_ lines: [(number: Int, text: String)]) -> Dialogue {
        let asked = lines[0].text.split(separator: " ").map(String.init)
        guard lines.count >= 2, asked.count >= 3, let type = RecordType(mnemonic: asked[2]) else {
            preconditionFailure("line \(lines[0].number) is no question with its answer")
        }
        let answered = lines[1].text.split(separator: " ").map(String.init)
        precondition(answered.count >= 2 && answered[0] == "<", "line \(lines[1].number) is no answer")
        let records = lines.dropFirst(2).map(\.text)
        return Dialogue(
            line: lines[0].number, name: asked[1], type: type,
            client: asked.firstIndex(of: "from").flatMap { IPAddress(asked[$0 + 1]) },
            responseCode: answered[1], isAuthoritative: answered.contains("AA"), startOfAuthority: startOfAuthority(answered),
            answer: records.filter { !$0.hasPrefix("+") }, additional: records.filter { $0.hasPrefix("+ ") }.map { String($0.dropFirst(2)) }
        )
    }

    /// The whole record behind `SOA owner TTL`; the serial may be any.
    private static func startOfAuthority(_ words: [String]) -> String? {
        guard let index = words.firstIndex(of: "SOA") else { return nil }
        let minimum = 5
        return "\(words[index + 1]) \(words[index + 2]) IN SOA ns.dns.cluster.local. hostmaster.cluster.local. * 7200 1800 86400 \(minimum)"
    }
}

extension RecordType {
    /// The type of a mnemonic that the tests use, or of `TYPE731`.
    package init?(mnemonic: String) {
        let known = (1...255).lazy.map { RecordType(rawValue: $0) }.first { $0.description == mnemonic }
        guard let type = known ?? UInt16(mnemonic.dropFirst("TYPE".count)).map(RecordType.init(rawValue:)) else { return nil }
        self = type
    }
}
