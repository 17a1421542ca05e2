import DNSModel
import ServiceRegistry

/// Values as the Swift source that makes them: a failure is printed in a form that can be pasted into a test.
/// (`address("...")` and `prefix("...")` stand for the failable initializers.)
enum SwiftSource {
    static func text(of value: Any) -> String {
        switch value {
        case let label as Label: return "\"\(label)\""
        case let name as DomainName: return "\"\(name)\""
        case let text as String: return "\"\(text)\""
        case let address as IPAddress: return "address(\"\(address)\")"
        case let prefix as AddressPrefix: return "prefix(\"\(prefix)\")"
        case let family as AddressFamily: return family == .ipv4 ? ".ipv4" : ".ipv6"
        case let selector as LabelSelector: return "LabelSelector(\(text(of: selector.requirements)))"
        case let endpoint as EndpointObject: return text(of: endpoint)
        default: return structured(value)
        }
    }

    /// Its initializer takes other arguments than it keeps.
    private static func text(of endpoint: EndpointObject) -> String {
        let fields: [(String, Any)] = [
            ("addresses", endpoint.addresses), ("hostname", endpoint.hostname as Any), ("isReady", endpoint.isReady),
            ("podName", endpoint.podName as Any), ("zone", endpoint.zone as Any), ("nodeName", endpoint.nodeName as Any),
        ]
        return "EndpointObject(" + fields.map { "\($0): \(text(of: $1))" }.joined(separator: ", ") + ")"
    }

    private static func structured(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        let children = Array(mirror.children)
        switch mirror.displayStyle {
        case .optional: return children.first.map { text(of: $0.value) } ?? "nil"
        case .collection, .set: return "[" + children.map { text(of: $0.value) }.joined(separator: ", ") + "]"
        case .dictionary: return children.isEmpty ? "[:]" : "[" + children.map { pair($0.value) }.joined(separator: ", ") + "]"
        case .struct, .class: return String(describing: mirror.subjectType) + "(" + arguments(children) + ")"
        case .enum: return children.first.map { ".\($0.label ?? "")" + payload($0.value) } ?? ".\(value)"
        default: return "\(value)"
        }
    }

    /// What initializers take for granted, save in these arguments.
    private static let defaults = ["[]", "[:]", "nil", "false"]
    private static let required = ["name", "endpoints", "ports"]

    private static func pair(_ value: Any) -> String {
        Mirror(reflecting: value).children.map { text(of: $0.value) }.joined(separator: ": ")
    }

    private static func arguments(_ children: [Mirror.Child]) -> String {
        let given = children.map { ($0.label ?? "", text(of: $0.value)) }
        return given.filter { required.contains($0.0) || !defaults.contains($0.1) }.map { "\($0): \($1)" }.joined(separator: ", ")
    }

    private static func payload(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .tuple else { return "(\(text(of: value)))" }
        let parts = mirror.children.map { child in
            let label = child.label.map { $0.hasPrefix(".") ? "" : "\($0): " } ?? ""
            return label + text(of: child.value)
        }
        return "(" + parts.joined(separator: ", ") + ")"
    }
}
