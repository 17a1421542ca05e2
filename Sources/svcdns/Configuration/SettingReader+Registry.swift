import DNSModel
import ServiceRegistry

extension SettingReader {
    /// The ranges that cluster IPs are allocated from; nil: nothing is said of them.
    func serviceCIDRs() throws(ConfigurationError) -> [AddressPrefix]? {
        guard let settings = given(.serviceCIDRs) else { return nil }
        var prefixes: [AddressPrefix] = []
        for setting in settings {
            let prefix = try setting.addressPrefix()
            if let other = prefixes.first(where: { $0.family == prefix.family }) {
                throw setting.error("is the second range of \(prefix.family): each family has one, and \(other) is that")
            }
            prefixes.append(prefix)
        }
        return prefixes
    }

    /// What of the registry is shown.
    func exposure() throws(ConfigurationError) -> ExposureRules {
        ExposureRules(
            namespaces: try values(.exposeNamespaces, Setting.label).map(Set.init),
            namespaceSelector: try value(.exposeNamespaceSelector, Setting.labelSelector) ?? LabelSelector([]),
            serviceSelector: try value(.exposeServiceSelector, Setting.labelSelector) ?? LabelSelector([]),
            showsEndpoints: try value(.exposeEndpoints, Setting.boolean) ?? true,
            showsEmptyServices: try value(.exposeEmptyServices, Setting.boolean) ?? true)
    }
}

extension Setting {
    /// An empty text, which would show everything, is what YAML makes of `!key` without quotation marks.
    fileprivate func labelSelector() throws(ConfigurationError) -> LabelSelector {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw error("is an empty label selector: put one that begins with ! in quotation marks, or leave the key out")
        }
        do {
            return try LabelSelector(text)
        } catch {
            throw self.error("is no label selector: \(error)")
        }
    }
}
