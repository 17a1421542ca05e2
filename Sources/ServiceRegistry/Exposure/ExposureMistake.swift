package import DNSModel

/// A rule of exposure that shows nothing though there are objects: nobody means that.
package enum ExposureMistake: Hashable, Sendable {
    /// A namespace is listed in which no object lives.
    case emptyNamespace(Label)
    /// No namespace has the labels.
    case namespaceSelector
    /// No Service has the labels.
    case serviceSelector
}

extension ExposureMistake: CustomStringConvertible {
    /// The key of the configuration, what is wrong and how to mend it.
    package var description: String {
        switch self {
        case .emptyNamespace(let namespace):
            "expose.namespaces: \(namespace): no object is in this namespace: correct its name, or leave it out"
        case .namespaceSelector:
            "expose.namespaceSelector: shows nothing: label a namespace so (or one of expose.namespaces), or correct the selector"
        case .serviceSelector:
            "expose.serviceSelector: shows nothing: label a Service of a namespace that is shown so, or correct the selector"
        }
    }
}
