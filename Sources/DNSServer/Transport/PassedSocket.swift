import CLinux
import DNSModel

/// A listening socket that another process has bound.
package struct PassedSocket: Sendable {
    /// Where it is bound.
    let address: ListenAddress
    let kind: Descriptor.SocketKind
    /// Whether more sockets may be bound there.
    let sharesPort: Bool
    let socket: HeldDescriptor

    /// Why a descriptor is none.
    enum Unusable: Error {
        case other
        case failed(SystemError)
    }

    /// Takes what is a UDP socket or a listening TCP socket, and gives it the options that svcdns needs and another may not have set.
    init(adopting socket: HeldDescriptor) throws(Unusable) {
        self.socket = socket
        let look = socket.use { clinux_look_at_socket($0) }
        guard look.result >= 0 else { throw .failed(SystemError(-look.result)) }
        switch look.kind {
        case clinux_socket_udp: kind = .datagram
        case clinux_socket_tcp: kind = .stream
        default: throw .other
        }
        address = ListenAddress(look.address)
        sharesPort = look.shares_port
        guard address.port != 0 else { throw .other }
        do throws(SystemError) {
            try socket.use { number throws(SystemError) in try Self.adopt(number, look) }
        } catch {
            throw .failed(error)
        }
    }

    private static func adopt(_ number: Int32, _ look: clinux_socket_look) throws(SystemError) {
        _ = try SystemError.check(clinux_adopt(number))
        let isIPv6 = look.address.is_ipv6
        guard look.kind == clinux_socket_udp else {
            _ = try SystemError.check(clinux_set_option(number, clinux_option_no_delay, 1))
            return
        }
        if look.address.high == 0, look.address.low == 0 {
            let option = isIPv6 ? clinux_option_ipv6_packet_info : clinux_option_ipv4_packet_info
            _ = try SystemError.check(clinux_set_option(number, option, 1))
        }
        DatagramBuffers.widen(number)
        // A socket of IPv6 may serve IPv4 as well.
        _ = clinux_set_option(number, clinux_option_ipv4_path_mtu_discovery, CLINUX_PATH_MTU_OMIT)
        if isIPv6 { _ = clinux_set_option(number, clinux_option_ipv6_path_mtu_discovery, CLINUX_PATH_MTU_OMIT) }
    }
}

extension ListenAddress {
    /// The listen address of a bound socket; an interface is named by its number.
    init(_ address: clinux_address) {
        self.init(IPAddress(address), interface: address.zone == 0 ? nil : String(address.zone), port: address.port)
    }
}
