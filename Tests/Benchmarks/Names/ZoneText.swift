/// The names of a catalogue in the languages of the servers that read no manifests.
package struct ZoneText: Sendable {
    private let catalogue: ServiceCatalogue
    private let headless: HeadlessService

    /// The TTL that svcdns gives by default.
    private static let timeToLive = 5

    /// The text of these Services.
    package init(_ catalogue: ServiceCatalogue, _ headless: HeadlessService) {
        self.catalogue = catalogue
        self.headless = headless
    }

    /// Every record in presentation format.
    private var records: [String] {
        let zone = ServiceCatalogue.zone
        let apex = [
            "\(zone). \(Self.timeToLive) IN SOA ns.dns.\(zone). hostmaster.\(zone). 1 7200 1800 86400 \(Self.timeToLive)",
            "\(zone). \(Self.timeToLive) IN NS ns.dns.\(zone).", "ns.dns.\(zone). \(Self.timeToLive) IN A 127.0.0.1",
        ]
        let services = (0..<catalogue.count).flatMap { number in
            [
                "\(catalogue.host(number)). \(Self.timeToLive) IN A \(catalogue.address(number))",
                "\(catalogue.portHost(number)). \(Self.timeToLive) IN SRV 0 100 80 \(catalogue.host(number)).",
            ]
        }
        return apex + services + headless.addresses.map { "\(headless.host). \(Self.timeToLive) IN A \($0)" }
    }

    /// A zone file.
    package var zoneFile: String {
        records.joined(separator: "\n") + "\n"
    }

    /// Unbound's `local-data`.
    package var localData: String {
        "server:\n" + records.map { "local-data: \"\($0)\"\n" }.joined()
    }

    /// A file of hosts.
    package var hosts: String {
        let services = (0..<catalogue.count).map { "\(catalogue.address($0)) \(catalogue.host($0))\n" }
        return services.joined() + headless.addresses.map { "\($0) \(headless.host)\n" }.joined()
    }
}
