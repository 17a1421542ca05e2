/// Names outside the cluster, which an upstream on loopback knows.
package struct OutsideNames: Hashable, Sendable {
    /// How many there are.
    package let count = 5_000
    /// The zone that they are in.
    package let zone = "outside.example"

    /// All names outside.
    package init() {}

    /// The whole name of a number, without the last dot.
    package func host(_ number: Int) -> String {
        "host-\(number).\(zone)"
    }

    /// The address of a number.
    package func address(_ number: Int) -> String {
        "198.18.\(number >> 8).\(number & 0xFF)"
    }

    /// The upstream's zone file; nothing of it runs out while it is measured.
    package var zoneFile: String {
        "\(zone). 3600 IN SOA ns.\(zone). admin.\(zone). 1 7200 1800 86400 3600\n\(zone). 3600 IN NS ns.\(zone).\n"
            + "ns.\(zone). 3600 IN A 127.0.0.1\n"
            + (0..<count).map { "\(host($0)). 3600 IN A \(address($0))\n" }.joined()
    }
}
