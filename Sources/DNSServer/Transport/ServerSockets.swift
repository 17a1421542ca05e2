import DNSModel
import Logging
import Resolution

/// The sockets of a server: those that a service manager passes, or those of the server before, or new ones.
struct ServerSockets {
    /// In the order of their addresses.
    private(set) var bound: [BoundSockets] = []
    let workers: Int
    /// Whether the service manager says what there is.
    private var isPassed = false
    private let configuration: ServerConfiguration
    private let logger: Logger

    private static let defaultAddresses = ["0.0.0.0:53", "[::]:53"].compactMap(ListenAddress.init)

    init(_ configuration: ServerConfiguration, logger: Logger) {
        workers = configuration.workers ?? Processors.count
        self.configuration = configuration
        self.logger = logger
    }

    /// How many sockets a server of this configuration listens on.
    static func count(of configuration: ServerConfiguration) -> Int {
        (configuration.listen ?? defaultAddresses).count * ((configuration.workers ?? Processors.count) + 1)
    }

    /// How many there are once each worker has its own.
    var count: Int {
        max(bound.reduce(0) { $0 + $1.count }, isPassed ? 0 : Self.count(of: configuration))
    }

    /// What is passed stands in place of `listen`. Of what is inherited, the addresses are kept that are listened on; the others stay with
    /// the server before, to its end.
    mutating func open(passed: [PassedSocket], inherited: [PassedSocket]) throws(BindError) {
        guard passed.isEmpty else { return take(BoundSockets.grouped(passed)) }
        var inherited = BoundSockets.grouped(inherited)
        let addresses = configuration.listen ?? Self.defaultAddresses
        try BoundSockets.checkDistinct(addresses)
        for address in addresses {
            if let index = inherited.firstIndex(where: { address.isServed(by: $0.address) }) {
                var sockets = inherited.remove(at: index)
                try sockets.completeStreams()
                bound.append(sockets)
            } else {
                try bind(address)
            }
        }
        for sockets in inherited { logger.notice("not listening on \(sockets.address), where the server before did: it is not in listen") }
    }

    private mutating func take(_ passed: [BoundSockets]) {
        bound = passed
        isPassed = true
        for address in configuration.listen ?? [] where !passed.contains(where: { address.isServed(by: $0.address) }) {
            logger.notice("not listening on \(address): the service manager passes other sockets, which stand in place of listen")
        }
    }

    /// Of the default addresses IPv6 is left out where the machine has none.
    private mutating func bind(_ address: ListenAddress) throws(BindError) {
        do throws(BindError) {
            let sockets = try BoundSockets.bind(address, workers: workers)
            if sockets.isEarly {
                logger.warning("no interface has the address \(address.address) yet: queries to it are answered when one has")
            }
            bound.append(sockets)
        } catch {
            guard configuration.listen == nil, error.meansNoIPv6 else { throw error }
            logger.notice("not listening on \(address): this machine has no IPv6")
        }
    }

    /// Binds a UDP socket for each worker that has none of an inherited address: to be done when they are read at once.
    mutating func complete() {
        for index in bound.indices where !isPassed {
            do throws(BindError) {
                try bound[index].completeDatagrams(workers: workers)
            } catch {
                logger.warning("fewer sockets than workers: \(error)")
            }
        }
    }

    /// Another descriptor of each socket, before the listeners take them.
    func duplicates() throws(SystemError) -> [HeldDescriptor] {
        var duplicates: [HeldDescriptor] = []
        for sockets in bound { duplicates += try sockets.duplicates() }
        return duplicates
    }

    /// The configuration, with the addresses of the name server.
    var servedConfiguration: ServerConfiguration {
        var served = configuration
        guard served.zones.nameServerAddresses.isEmpty else { return served }
        served.zones.nameServerAddresses = NameServerAddresses.addresses(
            listening: bound.map(\.address.address), interfaces: InterfaceAddresses.all())
        return served
    }
}

extension ServerSockets: CustomStringConvertible {
    /// For the person who started the server.
    var description: String {
        let whole = bound.filter { $0.carriers == .both }.map(\.address.description)
        let others = bound.filter { $0.carriers != .both }.map { "\($0.address) (\($0.carriers.rawValue))" }
        let both = whole.isEmpty ? [] : [whole.joined(separator: ", ") + " (\(BoundSockets.Carriers.both.rawValue))"]
        return (both + others).joined(separator: ", ")
    }
}

extension ListenAddress {
    /// Whether sockets that are bound there are what this address asks for: port 0 asks for any.
    fileprivate func isServed(by other: ListenAddress) -> Bool {
        address == other.address && (port == 0 || port == other.port) && (interface == nil) == (other.interface == nil)
            && interfaceNumber == other.interfaceNumber
    }
}
