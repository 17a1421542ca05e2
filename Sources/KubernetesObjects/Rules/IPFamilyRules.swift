import DNSModel

/// The families of a Service: those it names, those of its addresses, those that its policy adds.
struct IPFamilyRules {
    private let fields: ServiceFields
    private let rules: ValidationRules
    private let report: ObjectReport
    private let addresses: [Located<IPAddress>]
    private let isHeadless: Bool

    /// The rules for a Service with these addresses of its own.
    init(_ service: ClusterIPRules, addresses: [Located<IPAddress>], isHeadless: Bool) {
        fields = service.fields
        rules = service.rules
        report = service.report
        self.addresses = addresses
        self.isHeadless = isHeadless
    }

    /// The families in their order, one or two; nil, and errors, where a rule is broken.
    func families() -> [AddressFamily]? {
        guard areDistinct, agreeWithAddresses, let policy = policy() else { return nil }
        let named = declared.map(\.value) + addresses.dropFirst(declared.count).map(\.value.family)
        // Whoever runs the endpoints of a headless Service without a selector knows their families: the API server asks nothing.
        if isHeadless, !hasSelector { return completed(named.isEmpty ? [standard] : named, by: policy, from: AddressFamily.allCases) }
        guard areServed(named) else { return nil }
        let families = completed(named.isEmpty ? [standard] : named, by: policy, from: AddressFamily.allCases.filter(isServed))
        return isEnough(families, for: policy) ? families : nil
    }

    private var declared: [Located<AddressFamily>] {
        fields.ipFamilies.value ?? []
    }

    private var hasSelector: Bool {
        fields.selector.value?.isEmpty == false
    }

    private var standard: AddressFamily {
        rules.serviceCIDRs.first?.family ?? .ipv4
    }

    private var areDistinct: Bool {
        var seen: Set<AddressFamily> = []
        let repeated = declared.filter { !seen.insert($0.value).inserted }
        for family in repeated { report.error("\(family.value) is there twice: name each family once", at: family.place) }
        return repeated.isEmpty
    }

    private var agreeWithAddresses: Bool {
        let pairs = zip(declared, addresses).filter { $0.value != $1.value.family }
        for (family, address) in pairs {
            report.error("\(address.value) is not an \(family.value) address, as \(family.place.path) asks", at: address.place)
        }
        return pairs.isEmpty
    }

    /// The policy, which a Service that names two families or addresses has to spell out for an API server.
    private func policy() -> IPFamilyPolicy? {
        let isDual = max(declared.count, addresses.count) > 1
        switch fields.ipFamilyPolicy {
        case .wrong: return nil
        case .absent:
            if isHeadless, !hasSelector { return .requireDualStack }
            if isDual { warnOfUnsaidPolicy() }
            return isDual ? .requireDualStack : .singleStack
        case .found(let policy):
            guard policy.value == .singleStack, isDual else { return policy.value }
            report.error("SingleStack allows one address and one family: remove one, or write RequireDualStack", at: policy.place)
            return nil
        }
    }

    private func warnOfUnsaidPolicy() {
        guard let place = declared.count > 1 ? fields.ipFamilies.located?.place : fields.clusterIPs.located?.place else { return }
        report.warning("taken as \"ipFamilyPolicy: RequireDualStack\", which an API server wants to be written out", at: place)
    }

    /// Adds the other family where the policy likes two and it can be had.
    private func completed(
        _ families: [AddressFamily], by policy: IPFamilyPolicy, from available: [AddressFamily]
    ) -> [AddressFamily] {
        switch policy {
        case .singleStack: families
        case .preferDualStack, .requireDualStack: families.count > 1 ? families : families + available.filter { !families.contains($0) }
        }
    }

    /// Whether endpoints or addresses of this family can be had: by allocation, or because the manifest names one.
    private func isServed(_ family: AddressFamily) -> Bool {
        rules.allocates(family) || addresses.contains { $0.value.family == family } || (isHeadless && rules.serviceCIDRs.isEmpty)
    }

    private func areServed(_ families: [AddressFamily]) -> Bool {
        guard !families.isEmpty || isServed(standard) else {
            report.error("no cluster IP can be allocated: name one in clusterIP, or add a range to serviceCIDRs", at: fields.place)
            return false
        }
        let missing = declared.filter { !isServed($0.value) }
        for family in missing {
            report.error("no range of serviceCIDRs is \(family.value): add one, or remove the family", at: family.place)
        }
        return missing.isEmpty
    }

    private func isEnough(_ families: [AddressFamily], for policy: IPFamilyPolicy) -> Bool {
        guard policy == .requireDualStack, families.count < 2, let place = fields.ipFamilyPolicy.located?.place else { return true }
        let missing = AddressFamily.allCases.filter { !families.contains($0) }.map(\.description).joined(separator: ", ")
        report.error(
            "RequireDualStack needs both families, but no range of serviceCIDRs is \(missing): add one, or write PreferDualStack", at: place
        )
        return false
    }
}
