import DNSModel
import ServiceRegistry

/// The records of names that exist.
struct NodeRecords {
    let zones: ZoneTable
    /// The zone that the names are in.
    let zone: ServedZone
    let serial: UInt32
    let window: AnswerWindow

    /// The records of one type; nil when there are none.
    func records(of type: RecordType, at node: Node) -> RecordSet? {
        switch node {
        case .service(let node): ServiceRecords(node: node, zone: zone, window: window).records(of: type)
        case .pod(let address): RecordSet(addresses: [address], of: type)
        case .address(let names): type == .ptr ? RecordSet(names.map(RecordData.ptr)) : nil
        case .apex: apexRecords(of: type)
        case .nameServer: RecordSet(addresses: nameServerAddresses, of: type)
        case .schemaVersion: type == .txt ? RecordSet([.txt([Array("1.1.0".utf8)])], timeToLive: 28800) : nil
        case .empty, .emptyTopologyZone, .alias: nil
        }
    }

    /// Why a node without records of a type has none. One address is enough to tell: this is asked for every AAAA of a
    /// Service that has IPv4 only.
    func reason(for type: RecordType, at node: Node) -> NoDataReason {
        let other: RecordType? = type == .a ? .aaaa : type == .aaaa ? .a : nil
        let one = NodeRecords(zones: zones, zone: zone, serial: serial, window: AnswerWindow(start: 0, octets: 0))
        return other.flatMap { one.records(of: $0, at: node) } == nil ? .otherType : .otherFamily
    }

    private func apexRecords(of type: RecordType) -> RecordSet? {
        switch type {
        case .soa: RecordSet([.soa(zone.startOfAuthority(serial: serial))])
        case .ns: nameServers
        case _: nil
        }
    }

    private var nameServerAddresses: [IPAddress] {
        zones.configuration.nameServerAddresses
    }

    private var nameServers: RecordSet? {
        zone.nameServer.map { name in
            RecordSet(
                [.ns(name)], additional: nameServerAddresses.map { AdditionalAddress(owner: name, address: $0) })
        }
    }
}

extension RecordSet {
    /// The records of those addresses that a type is about; nil when there are none.
    fileprivate init?(addresses: [IPAddress], of type: RecordType) {
        guard type == .a || type == .aaaa else { return nil }
        let family: AddressFamily = type == .a ? .ipv4 : .ipv6
        let data = addresses.filter { $0.family == family }.map(RecordData.init(address:))
        if data.isEmpty { return nil }
        self.init(data)
    }
}
