import Glibc

/// The sockets that a service manager has bound and passes on, by the protocol of sd_listen_fds(3).
package enum SocketActivation {
    /// The first descriptor that is passed.
    private static let firstDescriptor: Int32 = 3
    /// More than that are a mistake.
    private static let mostDescriptors: Int32 = 1_000
    private static let variables = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PIDFDID"]

    /// The sockets that the environment tells of, none where they are not for this process; no child takes the variables over.
    /// To be called once.
    package static func takeSockets() throws(StartError) -> [PassedSocket] {
        let values = variables.map { unsafe getenv($0).map { unsafe String(cString: $0) } }
        for variable in variables { unsafe unsetenv(variable) }
        var sockets: [PassedSocket] = []
        for number in try descriptors(of: values[1], for: values[0], process: getpid()) {
            guard fcntl(number, F_GETFD) >= 0 else { throw StartError(number, .failed(.last)) }
            let socket = HeldDescriptor(Descriptor(owning: number))
            do throws(PassedSocket.Unusable) {
                sockets.append(try PassedSocket(adopting: socket))
            } catch {
                throw StartError(number, error)
            }
        }
        return sockets
    }

    /// The descriptors that are passed to a process, of the two variables.
    package static func descriptors(of count: String?, for receiver: String?, process: Int32) throws(StartError) -> Range<Int32> {
        let none = firstDescriptor..<firstDescriptor
        guard let receiver, receiver == String(process) else { return none }
        guard let count = count.flatMap(Int32.init), (0...mostDescriptors).contains(count) else {
            throw StartError(description: "LISTEN_FDS of the environment is no number of sockets: let a service manager set it, or nobody")
        }
        return firstDescriptor..<firstDescriptor + count
    }
}

extension StartError {
    fileprivate init(_ number: Int32, _ error: PassedSocket.Unusable) {
        let reason =
            switch error {
            case .other: "it is neither a UDP socket nor a TCP socket that listens, bound to a port of IPv4 or IPv6"
            case .failed(let error): "\(error)"
            }
        self.init(
            description: "cannot use descriptor \(number) that the service manager passes: \(reason): "
                + "mend its socket unit (ListenDatagram=, ListenStream=, Accept=no)")
    }
}
