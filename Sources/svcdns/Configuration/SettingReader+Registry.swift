import DNSModel
import KubernetesObjects
import Resolution
import ServiceRegistry

extension SettingReader {
    /// What manifests are held to.
    func validationRules(_ zones: ZoneConfiguration) throws(ConfigurationError) -> ValidationRules {
        var rules = ValidationRules(
            clusterDomain: zones.clusterDomain, serviceCIDRs: try serviceCIDRs(), defaultNamespace: "default",
            shortNamesEnabled: zones.shortNames != nil)
        rules.multiclusterZones = zones.multiclusterZones
        rules.externalZones = zones.externalZones.map(\.zone)
        return rules
    }

    /// How the registry is made of them.
    func registryRules(_ zones: ZoneConfiguration) throws(ConfigurationError) -> RegistryRules {
        RegistryRules(
            serviceCIDRs: try serviceCIDRs(), exposure: try exposure(),
            namesEndpointsByPod: try value(.recordsEndpointPodNames, Setting.boolean) ?? false,
            indexesExternalAddresses: zones.externalZones.contains(where: \.hasReverseNames), arrangesTopologyZones: zones.hasZoneAwareNames
        )
    }

    private func serviceCIDRs() throws(ConfigurationError) -> [AddressPrefix] {
        guard let settings = given(.serviceCIDRs) else { return [AddressPrefix("10.96.0.0/12")].compactMap(\.self) }
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

    private func exposure() throws(ConfigurationError) -> ExposureRules {
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
