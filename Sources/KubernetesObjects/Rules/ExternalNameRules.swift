import DNSModel
import ServiceRegistry

/// What the API server asks of a Service that is an alias.
struct ExternalNameRules {
    let fields: ServiceFields
    let report: ObjectReport

    /// The alias; nil, and errors, where a rule is broken.
    func addressing(typePlace: FieldPlace) -> ServiceAddressing? {
        forbid(fields.clusterIP, "clusterIP")
        forbid(nonEmpty(fields.clusterIPs), "clusterIPs")
        forbid(nonEmpty(fields.ipFamilies), "ipFamilies")
        forbid(fields.ipFamilyPolicy, "ipFamilyPolicy")
        switch fields.externalName {
        case .absent:
            let place = FieldPlace(path: fields.place.path(of: "externalName"), position: typePlace.position)
            report.error("missing: a Service of type ExternalName needs the name that it stands for", at: place)
            return nil
        case .wrong: return nil
        case .found(let text):
            warnOfAddress(text)
            return report.domainName(text).map(ServiceAddressing.externalName)
        }
    }

    private func forbid<Value>(_ field: Reading<Value>, _ name: String) {
        guard let place = field.located?.place else { return }
        report.error("a Service of type ExternalName has no addresses: remove \(name) or the type", at: place)
    }

    private func nonEmpty<Value>(_ list: Reading<[Value]>) -> Reading<[Value]> {
        list.value?.isEmpty == true ? .absent : list
    }

    /// It is served as a name, which hardly any client can use (a top-level domain has a letter: RFC 3696 §2).
    private func warnOfAddress(_ text: Located<String>) {
        let labels = text.value.split(separator: ".")
        guard let last = labels.last, last.utf8.allSatisfy({ ASCII.decimalDigit($0) != nil }) else { return }
        report.warning(
            "\(Quotation.quoted(text.value)) looks like an address but stands for a name: "
                + "for addresses write a Service without selector, and an EndpointSlice", at: text.place)
    }
}
