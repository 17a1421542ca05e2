import CLinux
import DNSModel
import Glibc

/// The sockets of one listen address: bound, and waiting for a listener.
package struct BoundSockets: Sendable {
    /// Where they are bound, with the port that the kernel picked.
    package let address: ListenAddress
    /// The UDP sockets, one for every worker where they were bound here; the kernel spreads clients over them.
    private(set) var datagramSockets: [HeldDescriptor]
    /// The TCP sockets, listening; one where it was bound here.
    private(set) var streamSockets: [HeldDescriptor]
    /// Whether no interface has the address yet.
    package let isEarly: Bool

    /// Whether more UDP sockets may be bound.
    private var sharesPort = true

    var count: Int {
        datagramSockets.count + streamSockets.count
    }

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
        streamSockets = [HeldDescriptor(try Self.streamSocket(address, isEarly: isEarly))]
        var datagramSockets: [HeldDescriptor] = []
        for _ in 0..<workers {
            let socket = try Self.datagramSocket(address, isWildcard: listen.address.isUnspecified, isEarly: isEarly)
            datagramSockets.append(HeldDescriptor(socket))
        }
        self.datagramSockets = datagramSockets
        self.address = ListenAddress(listen.address, interface: listen.interface, port: address.port)
    }

    /// What is served at an address; whoever passes sockets may leave one of the two out.
    enum Carriers: String {
        case datagrams = "UDP"
        case streams = "TCP"
        case both = "UDP and TCP"
    }

    var carriers: Carriers {
        if datagramSockets.isEmpty { return .streams }
        return streamSockets.isEmpty ? .datagrams : .both
    }

    /// The sockets of each address among those that other processes have bound.
    package static func grouped(_ passed: [PassedSocket]) -> [BoundSockets] {
        var groups: [BoundSockets] = []
        for socket in passed {
            let index = groups.firstIndex { $0.address == socket.address } ?? groups.endIndex
            if index == groups.endIndex { groups.append(BoundSockets(without: socket.address)) }
            groups[index].add(socket)
        }
        return groups
    }

    private init(without address: ListenAddress) {
        (self.address, datagramSockets, streamSockets, isEarly) = (address, [], [], false)
    }

    private mutating func add(_ passed: PassedSocket) {
        switch passed.kind {
        case .datagram:
            datagramSockets.append(passed.socket)
            sharesPort = sharesPort && passed.sharesPort
        case .stream: streamSockets.append(passed.socket)
        }
    }

    /// Binds a TCP socket where there is none.
    mutating func completeStreams() throws(BindError) {
        guard streamSockets.isEmpty else { return }
        do throws(SystemError) {
            // It was bound once; whether an interface has it still, does not matter.
            streamSockets = [HeldDescriptor(try Self.streamSocket(try clinux_address(address), isEarly: true))]
        } catch {
            throw BindError(error, at: address)
        }
    }

    /// Binds more UDP sockets where there are fewer than workers and those that there are may be joined. From then on the kernel gives
    /// the new ones their share, so they must be read at once.
    mutating func completeDatagrams(workers: Int) throws(BindError) {
        guard sharesPort else { return }
        do throws(SystemError) {
            while datagramSockets.count < workers {
                let socket = try Self.datagramSocket(
                    try clinux_address(address), isWildcard: address.address.isUnspecified, isEarly: true)
                datagramSockets.append(HeldDescriptor(socket))
            }
        } catch {
            throw BindError(error, at: address)
        }
    }

    /// The sockets once more, for whoever is to have them after this process.
    func duplicates() throws(SystemError) -> [HeldDescriptor] {
        var duplicates: [HeldDescriptor] = []
        for socket in datagramSockets + streamSockets { duplicates.append(try socket.duplicate()) }
        return duplicates
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
        DatagramBuffers.widen(socket.number)
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

extension ListenAddress {
    /// Whether sockets of this address leave no room for those of the other. The kernel picks a free port each time.
    fileprivate func includes(_ other: ListenAddress) -> Bool {
        guard port == other.port, port != 0, address.family == other.address.family else { return false }
        return address.isUnspecified || self == other
    }
}
