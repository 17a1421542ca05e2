/// What to call an object before it is known to be one.
enum ObjectTitle {
    /// `Kind namespace/name` as far as the strings are there; nil where not even the kind is.
    static func title(of node: ObjectNode, itemsAre standard: ObjectKind?, rules: ValidationRules) -> String? {
        guard let kind = node.text("kind") ?? standard?.rawValue else { return nil }
        let metadata = node.child("metadata")
        guard let name = metadata?.text("name") else { return shortened(kind) }
        let isNamespaced = ObjectKind(rawValue: kind)?.isNamespaced
        let home = isNamespaced == true ? "\(rules.defaultNamespace)" : nil
        let namespace = isNamespaced == false ? nil : metadata?.text("namespace") ?? home
        return shortened(kind) + " " + (namespace.map { shortened($0) + "/" } ?? "") + shortened(name)
    }

    /// Valid names stand as they are; anything else is quoted and bounded.
    private static func shortened(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) } && text.utf8.count <= NameRules.maximumSubdomainLength
        return isPlain ? text : Quotation.quoted(text)
    }
}

extension ObjectNode {
    fileprivate func child(_ name: String) -> ObjectNode? {
        guard case .mapping(let fields) = value else { return nil }
        return fields.first { $0.name == name }?.node
    }

    fileprivate func text(_ name: String) -> String? {
        guard case .string(let text) = child(name)?.value, !text.isEmpty else { return nil }
        return text
    }
}
