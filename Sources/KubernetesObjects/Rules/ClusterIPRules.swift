import DNSModel
import ServiceRegistry

/// What the API server asks of `clusterIP`, `clusterIPs`, `ipFamilies` and `ipFamilyPolicy`, and what it makes of them.
struct ClusterIPRules {
    /// The `clusterIP` of a headless Service.
    static let none = "None"

    let fields: ServiceFields
    let rules: ValidationRules
    let report: ObjectReport

    /// The addresses and families, in their final order; nil, and errors, where a rule is broken.
    func addressing() -> ServiceAddressing? {
        let isUnreadable =
            fields.clusterIP.isWrong || fields.clusterIPs.isWrong || fields.ipFamilies.isWrong || fields.ipFamilyPolicy.isWrong
        guard !isUnreadable, let named = namedAddresses() else { return nil }
        switch named {
        case .headless: return IPFamilyRules(self, addresses: [], isHeadless: true).families().map(ServiceAddressing.headless)
        case .addresses(let addresses):
            warnOfForeign(addresses)
            warnOfNetworks(addresses)
            guard let families = IPFamilyRules(self, addresses: addresses, isHeadless: false).families() else { return nil }
            let claims = families.enumerated().map { index, family in
                index < addresses.count ? ClusterIPClaim.named(addresses[index].value) : .allocated(family)
            }
            return .clusterIP(report.parts.shared(claims))
        }
    }

    /// What `clusterIP` and `clusterIPs` name.
    private enum NamedAddresses {
        case headless
        case addresses([Located<IPAddress>])
    }

    private func namedAddresses() -> NamedAddresses? {
        let list = fields.clusterIPs.value ?? []
        guard agree(list) else { return nil }
        let texts = list.isEmpty ? fields.clusterIP.located.map { [$0] } ?? [] : list
        if texts.count == 1, texts[0].value == Self.none { return .headless }
        let addresses = texts.compactMap(address)
        guard addresses.count == texts.count, onePerFamily(addresses) else { return nil }
        return .addresses(addresses)
    }

    /// Whether `clusterIP` is the first of `clusterIPs`.
    private func agree(_ list: [Located<String>]) -> Bool {
        guard let first = list.first else { return true }
        guard let single = fields.clusterIP.value else {
            let place = fields.clusterIPs.located?.place ?? first.place
            let remedy = Quotation.quoted("clusterIP: \(first.value)")
            report.error("it needs clusterIP beside it, the same as its first: add \(remedy)", at: place)
            return false
        }
        guard single == first.value else {
            report.error(
                "\(Quotation.quoted(first.value)) is not clusterIP, \(Quotation.quoted(single)): the first must be the same",
                at: first.place)
            return false
        }
        return true
    }

    private func address(_ text: Located<String>) -> Located<IPAddress>? {
        if text.value == Self.none {
            report.error("\"None\" must be the only one: remove the others to make the Service headless", at: text.place)
            return nil
        }
        if text.value.lowercased() == Self.none.lowercased() {
            report.error("\(Quotation.quoted(text.value)) is not an IP address: did you mean \"None\"?", at: text.place)
            return nil
        }
        let remedy = "name an address that clients can reach, or none to have one allocated"
        return report.reachableAddress(text, remedy: remedy).map { Located(value: $0, place: text.place) }
    }

    private func onePerFamily(_ addresses: [Located<IPAddress>]) -> Bool {
        guard addresses.count > 1 else { return true }
        let place = fields.clusterIPs.located?.place ?? addresses[1].place
        guard addresses.count == 2, addresses[0].value.family != addresses[1].value.family else {
            report.error("at most one address of each family: one IPv4, one IPv6", at: place)
            return false
        }
        return true
    }

    /// Manifests move between clusters: the address is served, but no other allocation knows of it.
    private func warnOfForeign(_ addresses: [Located<IPAddress>]) {
        guard !rules.serviceCIDRs.isEmpty else { return }
        let ranges = rules.serviceCIDRs.map(\.description).joined(separator: ", ")
        for address in addresses where !rules.serviceCIDRs.contains(where: { $0.contains(address.value) }) {
            report.warning("\(address.value) is outside serviceCIDRs (\(ranges)); it is served all the same", at: address.place)
        }
    }

    /// Served as well: nothing here sends packets. But no allocation gives such an address, and hosts may not send to it.
    private func warnOfNetworks(_ addresses: [Located<IPAddress>]) {
        for address in addresses {
            for range in rules.serviceCIDRs {
                guard let role = range.role(of: address.value) else { continue }
                report.warning(
                    "\(address.value) is the \(role) address of \(range): name another one; it is served all the same", at: address.place)
            }
        }
    }
}

extension AddressPrefix {
    /// What an address of the range is for, other than a host: `network`, or `broadcast` in IPv4. A range of one or two addresses
    /// has hosts only (RFC 3021).
    fileprivate func role(of address: IPAddress) -> String? {
        switch (address, base) {
        case (.v4(let address), .v4(let base)):
            let hostBits = UInt32.max >> length
            guard hostBits > 1 else { return nil }
            return address == base ? "network" : address.value == base.value | hostBits ? "broadcast" : nil
        case (.v6(let address), .v6(let base)): return length < 127 && address == base ? "network" : nil
        case (.v4, .v6), (.v6, .v4): return nil
        }
    }
}
