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
        case .texts: return try texts(try items())
        case .textsOrNone: return try texts(list)
        case .mappings(let member, let others):
            let items = try items() ?? [node]
            var settings: [Setting] = []
            for (index, item) in items.enumerated() { settings.append(try child(item, "\(path)[\(index)]").mapping(of: member, others)) }
            return settings
        case .free(let member, let key): return try free(member, such: "\(key): \(member.example)")
        case .booleanOr(let member): return [try booleanOrMapping(of: member)]
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
    private var list: [ObjectNode]? {
        if case .sequence(let items) = node.value { items } else { nil }
    }

    /// The items of a list that has some; nil for what is no list.
    private func items() throws(ConfigurationError) -> [ObjectNode]? {
        if let list, list.isEmpty { throw error("an empty list: leave the key out for its default") }
        return list
    }

    private func texts(_ items: [ObjectNode]?) throws(ConfigurationError) -> [Setting] {
        guard let items else { return [try setting(.text)] }
        var settings: [Setting] = []
        for item in items { settings.append(try child(item, path).setting(.text)) }
        return settings
    }

    private func setting(_ kind: ConfigurationKey.Kind) throws(ConfigurationError) -> Setting {
        try checkValue()
        if list != nil { throw error("takes one value, not a list") }
        guard let scalar = node.scalarText else { throw error("takes a plain value") }
        if let isText = kind.isText, isText != node.isText { throw error("\(scalar): \(kind.demand)") }
        if !node.isText, let written = text.oddNumber(at: node.position) {
            throw error("\(written): write a decimal number without a leading zero")
        }
        return setting(scalar)
    }

    private func setting(_ text: String, _ members: [ConfigurationKey.Member: [Setting]] = [:]) -> Setting {
        Setting(text: text, origin: .key(path, file: file, node.position), members: members)
    }

    /// A mapping with the member that names it, and perhaps others.
    private func mapping(
        of naming: ConfigurationKey.Member, _ others: [ConfigurationKey.Member]
    ) throws(ConfigurationError) -> Setting {
        var members = try members([naming] + others)
        guard var setting = members.removeValue(forKey: naming)?.last else {
            throw error("has no \(naming.rawValue): write one, such as `\(naming.rawValue): \(naming.example)`")
        }
        setting.members = members
        return setting
    }

    /// What a mapping holds of these members, of which the first is always there.
    private func members(_ known: [ConfigurationKey.Member]) throws(ConfigurationError) -> [ConfigurationKey.Member: [Setting]] {
        var members: [ConfigurationKey.Member: [Setting]] = [:]
        for field in try fields(such: known.first.map { "{\($0.rawValue): \($0.example)}" } ?? "{}") {
            guard let member = ConfigurationKey.Member(rawValue: field.name), known.contains(member) else {
                let keys = known.map(\.rawValue).joined(separator: ", ")
                let are = known.count == 1 ? "key is" : "keys are"
                throw ConfigurationError("\(path).\(field.name): unknown key: the \(are) \(keys)", in: file, at: field.position)
            }
            members[member] = try child(field.node, "\(path).\(field.name)").settings(of: member.shape)
        }
        return members
    }

    /// A setting for each key of the mapping, the value as its member.
    private func free(_ member: ConfigurationKey.Member, such example: String) throws(ConfigurationError) -> [Setting] {
        let fields = try fields(such: example)
        guard !fields.isEmpty else { throw error("an empty mapping: leave the key out for its default") }
        var settings: [Setting] = []
        for field in fields {
            let value = try child(field.node, "\(path): \(field.name)").settings(of: member.shape)
            settings.append(Setting(text: field.name, origin: .key(path, file: file, field.position), members: [member: value]))
        }
        return settings
    }

    private func booleanOrMapping(of member: ConfigurationKey.Member) throws(ConfigurationError) -> Setting {
        let alternative = "{\(member.rawValue): \(member.example)}"
        switch node.value {
        case .boolean: return try setting(.boolean)
        case .mapping:
            let members = try members([member])
            guard !members.isEmpty else { throw error("has no \(member.rawValue): write true, or `\(alternative)`") }
            return setting("true", members)
        case .null, .integer, .number, .string, .sequence: throw error("takes true, false or `\(alternative)`")
        }
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
