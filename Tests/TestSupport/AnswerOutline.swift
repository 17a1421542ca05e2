import DNSModel
import Foundation

/// What RFC 8906 looks at in an answer: the code, the flags, the types of its answer section, and the OPT record with its flags and
/// options: `NOERROR qr aa | SOA | EDNS 0 do | NSID COOKIE`.
package struct AnswerOutline: Hashable, CustomStringConvertible {
    package let description: String

    private init(code: String, opcode: Int, flags: [String], types: [String], extensions: String, options: [String]) {
        let header = ([code] + (opcode == 0 ? [] : ["opcode \(opcode)"]) + flags).joined(separator: " ")
        description = [header, types.joined(separator: " "), extensions, options.joined(separator: " ")].filter { !$0.isEmpty }.joined(
            separator: " | ")
    }

    private static let flags: [(bit: Int, name: String)] = [
        (15, "qr"), (10, "aa"), (9, "tc"), (8, "rd"), (7, "ra"), (6, "z"), (5, "ad"), (4, "cd"),
    ]
    private static let optionNames = [3: "NSID", 10: "COOKIE", 11: "KEEPALIVE", 15: "EDE"]

    /// Walks the octets of an answer; nil where it cannot be walked to its very end.
    package init?(_ octets: [UInt8]) {
        var walk = Walk(octets: octets)
        guard octets.count >= 12, octets.count == walk.toEnd() else { return nil }
        let bits = walk.number(at: 2)
        let code = ResponseCode(rawValue: UInt16(truncatingIfNeeded: bits & 0xF | walk.upperCode << 4)).description
        self.init(
            code: code, opcode: bits >> 11 & 0xF, flags: Self.flags.filter { bits >> $0.bit & 1 == 1 }.map(\.name), types: walk.types,
            extensions: walk.extensions, options: walk.options.map { Self.optionNames[$0] ?? "OPT=\($0)" })
    }

    /// Reads what dig printed; nil where that is no answer.
    package init?(dig output: String) {
        let lines = output.components(separatedBy: "\n")
        guard let header = lines.first(where: { $0.contains("->>HEADER<<-") }),
            let flags = lines.first(where: { $0.hasPrefix(";; flags:") })
        else { return nil }
        let opcode = Self.word(after: "opcode: ", in: header).map { Int($0.filter(\.isNumber)) ?? 0 } ?? 0
        let names = flags.dropFirst(";; flags:".count).prefix { $0 != ";" }.split(separator: " ").map(String.init)
        let answer = lines.drop { $0 != ";; ANSWER SECTION:" }.dropFirst().prefix { !$0.isEmpty }
        let opt = lines.drop { $0 != ";; OPT PSEUDOSECTION:" }.dropFirst().prefix { $0.hasPrefix("; ") }
        self.init(
            code: Self.word(after: "status: ", in: header) ?? "", opcode: opcode, flags: names + (flags.contains("MBZ") ? ["z"] : []),
            types: answer.compactMap { $0.split(whereSeparator: \.isWhitespace).dropFirst(3).first.map(String.init) },
            extensions: opt.first.map(Self.extensions) ?? "", options: opt.dropFirst().map(Self.option))
    }

    private static func word(after mark: String, in line: String) -> String? {
        line.range(of: mark).map { String(line[$0.upperBound...].prefix { $0 != "," }) }
    }

    /// `; EDNS: version: 0, flags: do; udp: 1232`.
    private static func extensions(_ line: String) -> String {
        let flags = word(after: "flags:", in: line)?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces) ?? ""
        return ["EDNS", word(after: "version: ", in: line) ?? "", flags, line.contains("MBZ") ? "z" : ""].filter { !$0.isEmpty }.joined(
            separator: " ")
    }

    private static func option(_ line: String) -> String {
        let name = line.dropFirst(2).prefix { $0 != ":" }
        return name == "TCP KEEPALIVE" ? "KEEPALIVE" : String(name)
    }

    private struct Walk {
        let octets: [UInt8]
        var types: [String] = []
        var extensions = ""
        var options: [Int] = []
        var upperCode = 0

        func number(at place: Int) -> Int {
            place + 1 < octets.count ? Int(octets[place]) << 8 | Int(octets[place + 1]) : 0
        }

        func end(ofName start: Int) -> Int {
            var place = start
            while place < octets.count, octets[place] != 0 {
                if octets[place] >= 0xC0 { return place + 2 }
                place += 1 + Int(octets[place])
            }
            return place + 1
        }

        mutating func toEnd() -> Int {
            var place = 12
            for _ in 0..<number(at: 4) { place = end(ofName: place) + 4 }
            let counts = [number(at: 6), number(at: 8), number(at: 10)]
            for (section, count) in counts.enumerated() {
                for _ in 0..<count { place = takeRecord(at: end(ofName: place), inAnswer: section == 0) }
            }
            return place
        }

        private mutating func takeRecord(at place: Int, inAnswer: Bool) -> Int {
            let end = place + 10 + number(at: place + 8)
            let type = RecordType(rawValue: UInt16(number(at: place)))
            if inAnswer { types.append("\(type)") }
            if type == .opt, place + 10 <= octets.count { takeExtensions(at: place, to: end) }
            return end
        }

        private mutating func takeExtensions(at place: Int, to end: Int) {
            let flags = number(at: place + 6)
            upperCode = Int(octets[place + 4])
            extensions = "EDNS \(octets[place + 5])" + (flags >> 15 == 1 ? " do" : "") + (flags & 0x7FFF == 0 ? "" : " z")
            var option = place + 10
            while option + 4 <= min(end, octets.count) {
                options.append(number(at: option))
                option += 4 + number(at: option + 2)
            }
        }
    }
}
