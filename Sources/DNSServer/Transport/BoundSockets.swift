import CLinux
import DNSModel
import Glibc
import Synchronization

/// The sockets of one listen address: bound, and waiting for a listener.
package struct BoundSockets: Sendable {
    /// Where they are bound, with the port that the kernel picked.
    package let address: ListenAddress
    /// A UDP socket for every worker; the kernel spreads clients over them.
    let datagramSockets: [BoundSocket]
    /// The TCP socket, listening.
    let streamSocket: BoundSocket
    /// Whether no interface has the address yet.
    package let isEarly: Bool

    /// How often a port of the kernel's choice is given back because TCP or another process has it.
    private static let portAttempts = 16

    /// Binds an address for so many workers (at least one).
    package static func bind(_ address: ListenAddress, workers: Int) throws(BindError) -> BoundSockets {
        precondition(workers > 0, "an address is served by at least one worker")
        var attempts = address.port == 0 ? portAttempts : 1
        while true {
            do throws(SystemError) {
                return try BoundSockets(binding: address, workers: workers)
            } catch {
                attempts -= 1
                guard error.number == EADDRINUSE, attempts > 0 else { throw BindError(error, at: address) }
            }
        }
    }

    /// Refuses a list of which one address takes the port of another: bound one by one, the second would be told that some
    /// program has it.
    package static func checkDistinct(_ addresses: [ListenAddress]) throws(BindError) {
        for (index, address) in addresses.enumerated() {
            guard let other = addresses[..<index].first(where: { $0.includes(address) || address.includes($0) }) else { continue }
            throw address.includes(other) ? .alreadyListed(other, as: address) : .alreadyListed(address, as: other)
        }
    }

    private init(binding listen: ListenAddress, workers: Int) throws(SystemError) {
        var address = try clinux_address(listen)
        let trial = try Self.trial(of: address, isWildcard: listen.address.isUnspecified)
        (address.port, isEarly) = (trial.port, trial.isEarly)
        // TCP first: its port cannot be shared, so from here on no second copy gets as far as UDP.
        streamSocket = BoundSocket(try Self.streamSocket(address, isEarly: isEarly))
        var datagramSockets: [BoundSocket] = []
        for _ in 0..<workers {
            let socket = try Self.datagramSocket(address, isWildcard: listen.address.isUnspecified, isEarly: isEarly)
            datagramSockets.append(BoundSocket(socket))
        }
        self.datagramSockets = datagramSockets
        self.address = ListenAddress(listen.address, interface: listen.interface, port: address.port)
    }

    /// Binds once without SO_REUSEPORT, which would let a second copy of the server share the port in silence. An address that no
    /// interface has may get one later: at boot, when a tunnel comes up, when this machine takes a shared address over.
    private static func trial(of address: clinux_address, isWildcard: Bool) throws(SystemError) -> (port: UInt16, isEarly: Bool) {
        do throws(SystemError) {
            return (try freePort(address, isEarly: false), false)
        } catch {
            guard error.number == EADDRNOTAVAIL, !isWildcard else { throw error }
            return (try freePort(address, isEarly: true), true)
        }
    }

    private static func freePort(_ address: clinux_address, isEarly: Bool) throws(SystemError) -> UInt16 {
        let trial = try Descriptor.socket(.datagram, address)
        if address.is_ipv6 { try trial.set(clinux_option_ipv6_only) }
        if isEarly { try trial.setFreeBind(address) }
        try trial.bind(to: address)
        return try trial.boundPort()
    }
}

extension Descriptor {
    /// Lets a socket be bound to an address that no interface has.
    fileprivate borrowing func setFreeBind(_ address: clinux_address) throws(SystemError) {
        try set(address.is_ipv6 ? clinux_option_ipv6_free_bind : clinux_option_ipv4_free_bind)
    }
}

extension BoundSockets {
    /// Room for what arrives while a worker answers; the kernel gives less where net.core.rmem_max is lower.
    private static let receiveBuffer: Int32 = 1 << 20
    /// Connections that wait to be accepted: a short queue is slow accepts under a few hundred newcomers.
    private static let backlog: Int32 = 511

    private static func datagramSocket(_ address: clinux_address, isWildcard: Bool, isEarly: Bool) throws(SystemError) -> Descriptor {
        let socket = try Descriptor.socket(.datagram, address)
        try socket.set(clinux_option_reuse_port)
        if address.is_ipv6 { try socket.set(clinux_option_ipv6_only) }
        // A reply must come from the address that was asked, which only the datagram knows on a wildcard socket.
        if isWildcard { try socket.set(address.is_ipv6 ? clinux_option_ipv6_packet_info : clinux_option_ipv4_packet_info) }
        // Replies fit every path, so that hints of its MTU, which can be forged, are left alone (RFC 9715 §3.1).
        // A kernel without the option still serves.
        let discovery = address.is_ipv6 ? clinux_option_ipv6_path_mtu_discovery : clinux_option_ipv4_path_mtu_discovery
        socket.setIfPossible(discovery, to: CLINUX_PATH_MTU_OMIT)
        // A smaller buffer loses more of a burst, and serves.
        socket.setIfPossible(clinux_option_receive_buffer, to: receiveBuffer)
        if isEarly { try socket.setFreeBind(address) }
        try socket.bind(to: address)
        return socket
    }

    private static func streamSocket(_ address: clinux_address, isEarly: Bool) throws(SystemError) -> Descriptor {
        let socket = try Descriptor.socket(.stream, address)
        // Else the connections of a process that has just ended hold the port for a minute.
        try socket.set(clinux_option_reuse_address)
        if address.is_ipv6 { try socket.set(clinux_option_ipv6_only) }
        // Connections inherit it: an answer goes at once.
        try socket.set(clinux_option_no_delay)
        if isEarly { try socket.setFreeBind(address) }
        try socket.bind(to: address)
        try socket.listen(backlog: backlog)
        return socket
    }
}

/// A bound socket on its way to its listener; closed if none takes it.
final class BoundSocket: Sendable {
    private let descriptor: Mutex<Descriptor?>

    init(_ descriptor: consuming Descriptor) {
        self.descriptor = Mutex(descriptor)
    }

    /// Gives the socket away, which can be done once.
    func take() -> Descriptor {
        let taken = descriptor.withLock { $0.take() }
        guard let taken else { preconditionFailure("a bound socket has one listener") }
        return taken
    }
}

extension ListenAddress {
    /// Whether sockets of this address leave no room for those of the other. The kernel picks a free port each time.
    fileprivate func includes(_ other: ListenAddress) -> Bool {
        guard port == other.port, port != 0, address.family == other.address.family else { return false }
        return address.isUnspecified || self == other
    }
}
