package import DNSModel

/// A namespace that exists, and what is served of it.
package final class NamespaceRecord: Sendable {
    let content: NamespaceContent
    /// The ways in which Services here are reached from outside the cluster.
    package let outsideKinds: Set<OutsideAccess.Kind>

    init(_ content: NamespaceContent) {
        self.content = content
        outsideKinds = Set(content.outsideKinds.keys)
    }

    /// The Service of this name.
    package func service(_ name: Label) -> ServiceRecord? {
        content.services[name]
    }

    /// The Service of several clusters of this name.
    package func serviceImport(_ name: Label) -> ServiceRecord? {
        content.serviceImports[name]
    }

    /// The addresses of Pods here that have not ended, in no order.
    package var podAddresses: some Collection<IPAddress> {
        content.podAddresses.keys
    }

    /// Whether a Pod that has not ended has this address here.
    package func hasPod(at address: IPAddress) -> Bool {
        content.podAddresses[address] != nil
    }

    /// The names of the first Services and imports here, ordered, each once: what a misspelt name may have meant in one zone or
    /// another. A look at each costs time, so they are no more than `RegistryLimits.comparedNames`.
    package var serviceNames: [Label] {
        var (services, imports) = (content.orderedServices.makeIterator(), content.orderedImports.makeIterator())
        var (service, serviceImport) = (services.next()?.key.name, imports.next()?.key.name)
        var names: [Label] = []
        while names.count < RegistryLimits.comparedNames, let name = [service, serviceImport].compactMap(\.self).min() {
            names.append(name)
            if service == name { service = services.next()?.key.name }
            if serviceImport == name { serviceImport = imports.next()?.key.name }
        }
        return names
    }
}
