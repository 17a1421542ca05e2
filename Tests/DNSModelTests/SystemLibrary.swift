import DNSModel
import Glibc

/// The C library's reading and writing of addresses, to compare with.
enum SystemLibrary {
    /// What `inet_pton` reads, or nil.
    static func octets(of text: String, _ family: AddressFamily) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: family == .ipv4 ? 4 : 16)
        return unsafe inet_pton(number(of: family), text, &octets) == 1 ? octets : nil
    }

    /// What `inet_ntop` writes, or nil.
    static func text(of octets: [UInt8], _ family: AddressFamily) -> String? {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard unsafe inet_ntop(number(of: family), octets, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func number(of family: AddressFamily) -> Int32 {
        family == .ipv4 ? AF_INET : AF_INET6
    }
}
