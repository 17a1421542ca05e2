import DNSModel
import Glibc

/// Why an address cannot be listened on.
package enum BindError: Error, Hashable, Sendable {
    /// Another socket has the port.
    case addressInUse(ListenAddress)
    /// The server itself has the port, for an address that is listed as well: the same one, or all of the family.
    case alreadyListed(ListenAddress, as: ListenAddress)
    /// The process may not have it: a port below 1024.
    case permissionDenied(ListenAddress)
    /// No interface has the address.
    case addressNotAvailable(ListenAddress)
    /// There is no interface of the name that the address has.
    case noInterface(ListenAddress)
    /// The kernel is without the address family.
    case familyNotSupported(ListenAddress)
    /// The process, or the machine, has too many files open.
    case tooManyFiles(ListenAddress)
    /// Anything else.
    case failed(ListenAddress, SystemError)

    /// What this error means for this address.
    init(_ error: SystemError, at address: ListenAddress) {
        switch error.number {
        case EADDRINUSE: self = .addressInUse(address)
        case EACCES, EPERM: self = .permissionDenied(address)
        case EADDRNOTAVAIL: self = .addressNotAvailable(address)
        case ENODEV: self = .noInterface(address)
        case EAFNOSUPPORT: self = .familyNotSupported(address)
        case EMFILE, ENFILE: self = .tooManyFiles(address)
        default: self = .failed(address, error)
        }
    }

    /// Whether somebody has the port, who may be about to end.
    var meansAnotherHasIt: Bool {
        if case .addressInUse = self { true } else { false }
    }

    /// Whether the machine has no IPv6, for want of which a listener that nobody asked for is left out.
    package var meansNoIPv6: Bool {
        switch self {
        case .familyNotSupported(let listen): listen.address.family == .ipv6
        case .addressNotAvailable(let listen): listen.address.family == .ipv6 && listen.address.isUnspecified
        case .addressInUse, .alreadyListed, .permissionDenied, .noInterface, .tooManyFiles, .failed: false
        }
    }
}

extension BindError: CustomStringConvertible {
    /// One line: what is wrong and how to mend it.
    package var description: String {
        switch self {
        case .addressInUse(let listen):
            "cannot listen on \(listen): the port is in use: end the program that has it "
                + "(ss -lunpt 'sport = :\(listen.port)' shows which) or choose another with --listen"
        case .alreadyListed(let listen, let other) where listen == other:
            "cannot listen on \(listen): it is listed twice: leave one of them out"
        case .alreadyListed(let listen, let other):
            "cannot listen on \(listen): it is part of \(other), which is listed too: leave one of them out"
        case .permissionDenied(let listen):
            "cannot listen on \(listen): not permitted: run with CAP_NET_BIND_SERVICE, as Docs/svcdns.service does, "
                + "or choose a port from 1024 on with --listen"
        case .addressNotAvailable(let listen):
            "cannot listen on \(listen): no interface has this address: choose one that `ip address` shows with --listen"
        case .noInterface(let listen):
            "cannot listen on \(listen): there is no interface \(listen.interface ?? ""): choose one that `ip link` shows, or start svcdns "
                + "when it is there"
        case .familyNotSupported(let listen):
            "cannot listen on \(listen): this machine has no \(listen.address.family): leave the address out of --listen"
        case .tooManyFiles(let listen):
            "cannot listen on \(listen): too many files are open: raise the limit (ulimit -n, LimitNOFILE=) or use fewer workers"
        case .failed(let listen, let error):
            "cannot listen on \(listen): \(error) (errno \(error.number)): choose another address with --listen"
        }
    }
}
