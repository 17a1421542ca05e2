package import DNSModel

/// The query that dig makes of its arguments, by hand: the options that RFC 8906 section 8 uses, and some more.
package struct DigQuery {
    private var opcode = 0
    private var flags = 1 << 8 | 1 << 5
    private var hasQuestion = true
    private var type = RecordType.a
    private var recordClass = 1
    private var extensions: (version: UInt8, payloadSize: UInt16, flags: UInt16)? = (0, 1_232, 0)
    private var options: [[UInt8]] = []
    private var hasCookie = true
    private var name: DomainName

    /// The octets of the query that dig would send with these arguments for this name; the client's cookie is as given.
    package static func octets(_ arguments: String, for name: DomainName, cookie: [UInt8] = Array(1...8)) -> [UInt8] {
        var query = DigQuery(name: name)
        for argument in arguments.split(separator: " ") { query.take(String(argument)) }
        return query.octets(cookie)
    }

    private init(name: DomainName) {
        self.name = name
    }

    private mutating func take(_ argument: String) {
        let parts = argument.split(separator: "=").map(String.init)
        let value = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "+noedns": extensions = nil
        case "+edns": extensions?.version = UInt8(value) ?? 0
        case "+bufsize": extensions?.payloadSize = UInt16(value) ?? 0
        case "+dnssec": extensions?.flags |= 1 << 15
        case "+ednsflags": extensions?.flags |= UInt16(value.dropFirst(2), radix: 16) ?? 0
        case "+nocookie": hasCookie = false
        case "+norec": flags &= ~(1 << 8)
        case "+noad": flags &= ~(1 << 5)
        case "+cd": flags |= 1 << 4
        case "+zflag": flags |= 1 << 6
        case "+opcode": opcode = Int(value) ?? 0
        case "+header-only": hasQuestion = false
        case "+nsid": options.append(Self.option(3))
        case "+keepalive": options.append(Self.option(11))
        case "+expire": options.append(Self.option(9))
        case "+subnet": options.append(Self.option(8, [0, 1, 0, 0]))
        case "+ednsopt": options.append(Self.option(UInt16(value) ?? 0))
        default: takeWord(parts[0])
        }
    }

    private mutating func takeWord(_ word: String) {
        switch word {
        case "-cCH": recordClass = 3
        case "-cANY": recordClass = 255
        case "soa": type = .soa
        case "any": type = .any
        case "dnskey": type = .dnskey
        case _ where word.hasPrefix("type"): type = RecordType(rawValue: UInt16(word.dropFirst(4)) ?? 0)
        // What changes nothing in the octets: +ad, +rec, +cookie, +tcp, +ignore, +noednsneg.
        default: break
        }
    }

    private static func option(_ number: UInt16, _ content: [UInt8] = []) -> [UInt8] {
        big(Int(number)) + big(content.count) + content
    }

    private func octets(_ cookie: [UInt8]) -> [UInt8] {
        let question = hasQuestion ? name.octets + Self.big(Int(type.rawValue)) + Self.big(recordClass) : []
        let counts = [hasQuestion ? 1 : 0, 0, 0, extensions == nil ? 0 : 1].flatMap(Self.big)
        return [0x12, 0x34] + Self.big(opcode << 11 | flags) + counts + question + opt(cookie)
    }

    private func opt(_ cookie: [UInt8]) -> [UInt8] {
        guard let extensions else { return [] }
        let content = (options + (hasCookie ? [Self.option(10, cookie)] : [])).flatMap(\.self)
        return [0, 0, 41] + Self.big(Int(extensions.payloadSize)) + [0, extensions.version] + Self.big(Int(extensions.flags))
            + Self.big(content.count) + content
    }

    private static func big(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }
}
