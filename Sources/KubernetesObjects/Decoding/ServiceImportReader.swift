import DNSModel
import ServiceRegistry

/// Reads a ServiceImport below its header.
enum ServiceImportReader {
    static func read(_ root: FieldReader, header: ObjectHeader, isSpecLost: Bool, rules: ValidationRules) -> ObjectContent? {
        guard !isSpecLost else { return nil }
        guard root.node("spec") != nil else {
            root.report.error("missing: a ServiceImport needs a type and ports", at: root.placeOfMissing("spec"))
            return nil
        }
        guard let spec = root.mapping("spec", names: .serviceImportSpec), let name = header.label else { return nil }
        let key = ServiceKey(namespace: header.namespace, name: name)
        return ServiceImportRules(spec: spec, key: key, header: header, rules: rules).content()
    }
}
