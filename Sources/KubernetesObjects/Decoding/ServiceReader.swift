import DNSModel
import ServiceRegistry

/// Reads a Service below its header.
enum ServiceReader {
    static func read(_ root: FieldReader, header: ObjectHeader, isSpecLost: Bool, rules: ValidationRules) -> ObjectContent? {
        let status = root.mapping("status", names: .serviceStatus)
        guard !isSpecLost else { return nil }
        guard root.node("spec") != nil else {
            root.report.error("missing: a Service needs at least ports, or a type of ExternalName", at: root.placeOfMissing("spec"))
            return nil
        }
        guard let spec = root.mapping("spec", names: .serviceSpec), let name = header.label else { return nil }
        let fields = ServiceFields(spec: spec, status: status)
        let key = ServiceKey(namespace: header.namespace, name: name)
        return ServiceRules(fields: fields, key: key, header: header, rules: rules, report: root.report).content()
    }
}
