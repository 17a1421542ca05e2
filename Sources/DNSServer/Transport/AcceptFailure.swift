import Glibc

/// Why no connection was accepted, as far as that tells what to do.
package enum AcceptFailure: Error, Hashable, Sendable {
    /// None is waiting.
    case nothingWaiting
    /// The one that was waiting is gone; others may wait.
    case connectionGone
    /// No descriptor is left, so that the connection stays where it is and wakes the listener for ever.
    case noDescriptor
    /// The kernel lacks something else: try later.
    case exhausted

    /// What this errno of accept(2) means.
    package init(_ error: SystemError) {
        switch error.number {
        case EAGAIN: self = .nothingWaiting
        case EMFILE, ENFILE: self = .noDescriptor
        // Linux passes the new connection's pending network errors on.
        case ECONNABORTED, EPROTO, EPERM, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH, ETIMEDOUT:
            self = .connectionGone
        default: self = .exhausted
        }
    }
}
