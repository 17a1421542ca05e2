package import KubernetesObjects

extension ObjectValidator {
    /// A validator that settled these objects, and nothing before.
    package static func settled(_ objects: [DeclaredObject], rules: ValidationRules) -> ObjectValidator {
        var validator = ObjectValidator(rules: rules)
        validator.replace(with: objects)
        _ = validator.settle()
        return validator
    }

    /// Takes these objects as all that their files declare.
    package mutating func replace(with objects: [DeclaredObject]) {
        for (file, objects) in Dictionary(grouping: objects, by: \.file) { replace(file, with: objects) }
    }

    /// Those of these objects that are accepted, each as `file: Kind namespace/name`, in their order.
    package func accepted(of objects: [DeclaredObject]) -> [String] {
        var seen: Set<String> = []
        return objects.filter { accepted($0.identity)?.file == $0.file }.map { "\($0.file): \($0.identity)" }
            .filter { seen.insert($0).inserted }
    }
}
