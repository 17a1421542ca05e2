/// Reads a message that this server wrote, strictly: it shares nothing with the server's own readers, and allocates nothing.
struct MessageReader {
    private let octets: [UInt8]
    private var position = 0
    private var hasOtherTypes = false

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    /// The message, where every octet of it is as it must be.
    static func message(_ octets: [UInt8]) throws(Finding) -> MessageOutline {
        var reader = MessageReader(octets)
        return try reader.message()
    }

    private mutating func message() throws(Finding) -> MessageOutline {
        var message = MessageOutline(identifier: try word(), flags: try word())
        let counts = (try word(), try word(), try word(), try word())
        try Finding.unless(counts.0 <= 1, "\(counts.0) questions")
        if counts.0 == 1 {
            message.questionName = try name(isPlain: true)
            message.questionType = try word()
            _ = try word()
            message.question = 12..<position
        }
        message.answer = try section(counts.1)
        message.authority = try section(counts.2)
        message.additional = try section(counts.3)
        try Finding.unless(message.answer.options + message.authority.options == 0, "OPT outside the additional section")
        try Finding.unless(message.additional.options <= 1, "two OPT")
        try Finding.unless(position == octets.count, "\(octets.count - position) octets behind the message")
        message.hasOtherTypes = hasOtherTypes
        return message
    }

    private mutating func section(_ count: UInt16) throws(Finding) -> MessageOutline.Section {
        var section = MessageOutline.Section()
        for _ in 0..<count { try record(into: &section) }
        return section
    }

    private mutating func record(into section: inout MessageOutline.Section) throws(Finding) {
        let owner = try name()
        let (type, recordClass, high, low) = (try word(), try word(), try word(), try word())
        let end = Int(try word()) + position
        try Finding.unless(end <= octets.count, "RDATA of type \(type) beyond the message")
        var digest = Digest(owner)
        for number in [type, recordClass, high, low] { digest.add(number) }
        if type == 41 {
            try Finding.unless(owner == Digest().value, "OPT with an owner")
            section.options += 1
            section.extendedCode = high >> 8
        } else {
            try Finding.unless(high < 0x8000, "TTL \(high) \(low)")
        }
        try data(type, end, &digest)
        try Finding.unless(position == end, "RDATA of type \(type) is not as long as it says")
        section.add(type, owner, digest.value)
    }

    private mutating func data(_ type: UInt16, _ end: Int, _ digest: inout Digest) throws(Finding) {
        switch type {
        case 1: try raw(4, &digest)
        case 28: try raw(16, &digest)
        case 2, 5, 12: digest.add(try name())
        case 6:
            digest.add(try name())
            digest.add(try name())
            try raw(20, &digest)
        case 33:
            try raw(6, &digest)
            digest.add(try name(isPlain: true))
        case 13, 16:
            try Finding.unless(position < end, "type \(type) without a string")
            while position < end { try raw(Int(try octet()), &digest) }
        case 41:
            while position < end {
                digest.add(try word())
                try raw(Int(try word()), &digest)
            }
        default:
            hasOtherTypes = true
            try raw(end - position, &digest)
        }
    }

    private mutating func raw(_ count: Int, _ digest: inout Digest) throws(Finding) {
        digest.add(UInt16(truncatingIfNeeded: count))
        for _ in 0..<count { digest.add(try octet()) }
    }

    /// The digest of a name in small letters, with its pointers followed.
    private mutating func name(isPlain: Bool = false) throws(Finding) -> UInt64 {
        var (digest, length, behind, bound) = (Digest(), 1, -1, position)
        while true {
            let count = try octet()
            switch count {
            case 0:
                if behind >= 0 { position = behind }
                return digest.value
            case 1...63:
                length += Int(count) + 1
                try Finding.unless(length <= 255, "a name of more than 255 octets")
                digest.add(count)
                for _ in 0..<count { digest.addLetter(try octet()) }
            case 0xC0...:
                let target = Int(count & 0x3F) << 8 | Int(try octet())
                try Finding.unless(!isPlain && target >= 12 && target < bound, "a pointer to \(target)")
                if behind < 0 { behind = position }
                (position, bound) = (target, target)
            default: throw Finding("a label of type \(count)")
            }
        }
    }

    private mutating func word() throws(Finding) -> UInt16 {
        UInt16(try octet()) << 8 | UInt16(try octet())
    }

    private mutating func octet() throws(Finding) -> UInt8 {
        try Finding.unless(position < octets.count, "the message ends too early")
        defer { position += 1 }
        return octets[position]
    }
}

/// A number that stands for octets (FNV-1a).
struct Digest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ seed: UInt64 = 0) {
        if seed != 0 { add(seed) }
    }

    mutating func add(_ octet: UInt8) {
        value = (value ^ UInt64(octet)) &* 0x100_0000_01B3
    }

    mutating func addLetter(_ octet: UInt8) {
        add((0x41...0x5A).contains(octet) ? octet | 0x20 : octet)
    }

    mutating func add(_ number: UInt16) {
        value = (value ^ UInt64(number)) &* 0x100_0000_01B3
    }

    mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x100_0000_01B3
    }
}
