import DNSModel

/// A place in a packet. Every read is checked and optional: this is the one file that turns a packet's offsets into octets.
///
/// The packet comes with each call: a type that holds a `Span` cannot be written without experimental features yet.
struct PacketReader {
    /// How many octets have been read or skipped: 0...count of the packet.
    private(set) var position: Int

    /// A reader that stands behind the packet's first `position` octets.
    init(at position: Int) {
        self.position = position
    }

    /// The next octet.
    mutating func octet(of packet: Span<UInt8>) -> UInt8? {
        guard packet.indices.contains(position) else { return nil }
        defer { position += 1 }
        return packet[position]
    }

    /// The next two octets.
    mutating func uint16(of packet: Span<UInt8>) -> UInt16? {
        guard let high = octet(of: packet), let low = octet(of: packet) else { return nil }
        return UInt16(high) << 8 | UInt16(low)
    }

    /// The next four octets.
    mutating func uint32(of packet: Span<UInt8>) -> UInt32? {
        guard let high = uint16(of: packet), let low = uint16(of: packet) else { return nil }
        return UInt32(high) << 16 | UInt32(low)
    }

    /// The next eight octets.
    mutating func uint64(of packet: Span<UInt8>) -> UInt64? {
        guard let high = uint32(of: packet), let low = uint32(of: packet) else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }

    /// The place of the next `count` octets, which are skipped; nil when there are not as many.
    mutating func range(of count: Int, in packet: Span<UInt8>) -> Range<Int>? {
        guard count >= 0, count <= packet.count - position else { return nil }
        defer { position += count }
        return position..<(position + count)
    }
}

extension PacketReader {
    /// Skips a name without compression pointers: labels of 1...63 octets, at most 255 octets in all (RFC 1035 §2.3.4).
    mutating func plainName(of packet: Span<UInt8>) -> Range<Int>? {
        let start = position
        guard case .root = labels(of: packet) else { return nil }
        return start..<position
    }

    /// Skips a name that may end in a pointer. The pointer is not followed; it has to lead to before the name, behind the header.
    mutating func name(of packet: Span<UInt8>) -> Range<Int>? {
        let start = position
        switch labels(of: packet) {
        case .root: return start..<position
        case .pointer(let target): return (MessageHeader.length..<start).contains(target) ? start..<position : nil
        case nil: return nil
        }
    }

    /// The most pointers of one name: a name has at most 127 labels, and a pointer that leads to none is of no use.
    static let maximumPointers = 126

    /// Reads a name whose pointers are followed. Each has to lead to before the labels that it follows: this ends.
    mutating func expandedName(of packet: Span<UInt8>) -> DomainName? {
        var octets: [UInt8] = []
        var labels = self
        guard name(of: packet) != nil else { return nil }
        for _ in 0...Self.maximumPointers {
            let start = labels.position
            switch labels.labels(of: packet) {
            case .root:
                for index in start..<labels.position { octets.append(packet[index]) }
                return DomainName(wire: octets)
            case .pointer(let target):
                for index in start..<(labels.position - 2) { octets.append(packet[index]) }
                guard (MessageHeader.length..<start).contains(target), octets.count < DomainName.maximumLength else { return nil }
                labels = PacketReader(at: target)
            case nil: return nil
            }
        }
        return nil
    }

    /// How the labels of a name end.
    private enum NameEnd {
        case root
        case pointer(to: Int)
    }

    /// Ends after at most 255 octets, which is the bound of names: behind each label there has to be room for the root.
    private mutating func labels(of packet: Span<UInt8>) -> NameEnd? {
        let start = position
        while let length = octet(of: packet) {
            switch length {
            case 0: return .root
            case 1...63: guard range(of: Int(length), in: packet) != nil, position - start < 255 else { return nil }
            case 0xC0...: return octet(of: packet).map { .pointer(to: Int(length & 0x3F) << 8 | Int($0)) }
            default: return nil
            }
        }
        return nil
    }
}
