package import DNSModel
import Glibc

/// The addresses of this machine's interfaces.
package enum InterfaceAddresses {
    /// Every address of an interface that is up, in the kernel's order; none where the kernel does not tell.
    package static func all() -> [IPAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&first) == 0 else { return [] }
        defer { unsafe freeifaddrs(first) }
        var addresses: [IPAddress] = []
        var next = unsafe first
        while let entry = unsafe next {
            if unsafe entry.pointee.ifa_flags & UInt32(IFF_UP) != 0, let address = unsafe address(entry.pointee.ifa_addr) {
                addresses.append(address)
            }
            unsafe next = entry.pointee.ifa_next
        }
        return addresses
    }

    private static func address(_ pointer: UnsafeMutablePointer<sockaddr>?) -> IPAddress? {
        guard let pointer = unsafe pointer else { return nil }
        switch unsafe Int32(truncatingIfNeeded: pointer.pointee.sa_family) {
        case AF_INET:
            let octets = unsafe UnsafeRawPointer(pointer).loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr
            return .v4(IPv4Address(UInt32(bigEndian: octets)))
        case AF_INET6:
            var octets = unsafe UnsafeRawPointer(pointer).loadUnaligned(as: sockaddr_in6.self).sin6_addr
            let halves = unsafe withUnsafeBytes(of: &octets) { bytes in
                unsafe [bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)]
            }
            return .v6(IPv6Address(high: UInt64(bigEndian: halves[0]), low: UInt64(bigEndian: halves[1])))
        default: return nil
        }
    }
}
