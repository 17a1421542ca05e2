import CLinux
import DNSModel
import Glibc

extension clinux_address {
    /// The socket address of a listen address; its interface must exist.
    init(_ listen: ListenAddress) throws(SystemError) {
        self.init()
        port = listen.port
        switch listen.address {
        case .v4(let address):
            low = UInt64(address.value)
        case .v6(let address):
            is_ipv6 = true
            high = address.high
            low = address.low
            zone = try Self.interface(listen.interface)
        }
    }

    private static func interface(_ interface: String?) throws(SystemError) -> UInt32 {
        guard let interface else { return 0 }
        if let number = UInt32(interface) { return number }
        let number = unsafe clinux_interface_index(interface)
        guard number != 0 else { throw SystemError(ENODEV) }
        return number
    }
}

extension ListenAddress {
    /// The number of its interface; nil where it has none, or one that does not exist.
    var interfaceNumber: UInt32? {
        guard interface != nil else { return nil }
        do throws(SystemError) { return try clinux_address(self).zone } catch { return nil }
    }
}

extension IPAddress {
    /// The address of a socket address.
    init(_ address: clinux_address) {
        self =
            address.is_ipv6
            ? .v6(IPv6Address(high: address.high, low: address.low))
            : .v4(IPv4Address(UInt32(truncatingIfNeeded: address.low)))
    }
}
