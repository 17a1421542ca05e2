import KubernetesObjects

/// What stands at a key of a configuration file.
struct ConfigurationNode {
    private let node: ObjectNode
    /// What errors call it: the path of its key, and of what inside it is meant.
    private let path: String
    private let file: String
    private let text: ConfigurationText

    init(_ node: ObjectNode, path: String, file: String, text: ConfigurationText) {
        self.node = node
        self.path = path
        self.file = file
        self.text = text
    }

    /// Its settings: one for a value, one for each item of a list, one for each key that is the user's own.
    func settings(of shape: ConfigurationKey.Shape) throws(ConfigurationError) -> [Setting] {
        try checkValue()
        switch shape {
        case .value(let kind): return [try setting(kind)]
        case .texts:
            guard let items = try items() else { return [try setting(.text)] }
            var settings: [Setting] = []
            for item in items { settings.append(try child(item, path).setting(.text)) }
            return settings
        case .mappings(let member, let others):
            let items = try items() ?? [node]
            var settings: [Setting] = []
            for (index, item) in items.enumerated() { settings.append(try child(item, "\(path)[\(index)]").mapping(of: member, others)) }
            return settings
        case .free(let member): return try free(member)
        }
    }

    private func child(_ node: ObjectNode, _ path: String) -> ConfigurationNode {
        ConfigurationNode(node, path: path, file: file, text: text)
    }

    /// Nothing stands for no default: what is commented out below a key leaves the key without its value.
    func checkValue() throws(ConfigurationError) {
        guard node.value != .null else { throw error("has no value: write one, or leave the key out") }
    }

    private func error(_ message: String) -> ConfigurationError {
        ConfigurationError("\(path): \(message)", in: file, at: node.position)
    }

    /// The items of a list; nil for what is none.
    private func items() throws(ConfigurationError) -> [ObjectNode]? {
        guard case .sequence(let items) = node.value else { return nil }
        guard !items.isEmpty else { throw error("an empty list: leave the key out for its default") }
        return items
    }

    private func setting(_ kind: ConfigurationKey.Kind) throws(ConfigurationError) -> Setting {
        try checkValue()
        if case .sequence = node.value { throw error("takes one value, not a list") }
        guard let scalar = node.scalarText else { throw error("takes a plain value") }
        guard node.isText == (kind == .text) else {
            let isText = kind == .text
            throw error(
                "\(scalar): "
                    + (isText ? "is no text to YAML: put it in quotation marks" : "takes \(kind.rawValue), without quotation marks"))
        }
        if kind == .number, let written = text.oddNumber(at: node.position) {
            throw error("\(written): write a decimal number without a leading zero")
        }
        return Setting(text: scalar, origin: .key(path, file: file, node.position))
    }

    /// A mapping with the member that names it, and perhaps others.
    private func mapping(
        of naming: ConfigurationKey.Member, _ others: [ConfigurationKey.Member]
    ) throws(ConfigurationError) -> Setting {
        var members: [ConfigurationKey.Member: Setting] = [:]
        for field in try fields(such: "{\(naming.rawValue): \(naming.example)}") {
            guard let member = ConfigurationKey.Member(rawValue: field.name), member == naming || others.contains(member) else {
                let keys = ([naming] + others).map(\.rawValue).joined(separator: ", ")
                throw ConfigurationError("\(path).\(field.name): unknown key: the keys are \(keys)", in: file, at: field.position)
            }
            members[member] = try child(field.node, "\(path).\(field.name)").setting(member.kind)
        }
        guard var setting = members.removeValue(forKey: naming) else {
            throw error("has no \(naming.rawValue): write one, such as `\(naming.rawValue): \(naming.example)`")
        }
        setting.members = members
        return setting
    }

    /// A setting for each key of the mapping, the value as its member.
    private func free(_ member: ConfigurationKey.Member) throws(ConfigurationError) -> [Setting] {
        let fields = try fields(such: "10.0.0.0/8: \(member.example)")
        guard !fields.isEmpty else { throw error("an empty mapping: leave the key out for its default") }
        var settings: [Setting] = []
        for field in fields {
            let value = try child(field.node, "\(path): \(field.name)").setting(member.kind)
            settings.append(Setting(text: field.name, origin: .key(path, file: file, field.position), members: [member: value]))
        }
        return settings
    }

    private func fields(such example: String) throws(ConfigurationError) -> [ObjectNode.Field] {
        try checkValue()
        guard case .mapping(let fields) = node.value else { throw error("must hold keys and values, such as `\(example)`") }
        return fields
    }
}

extension ObjectNode {
    fileprivate var isText: Bool {
        if case .string = value { true } else { false }
    }

    /// The text of a scalar; nil for null and for what holds other nodes.
    fileprivate var scalarText: String? {
        switch value {
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .string(let value): value
        case .null, .sequence, .mapping: nil
        }
    }
}
