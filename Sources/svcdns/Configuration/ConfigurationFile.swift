import KubernetesObjects
import Manifests

/// The settings of a configuration file, before anybody has looked at their values.
struct ConfigurationFile {
    private let name: String
    private(set) var settings: [ConfigurationKey: [Setting]] = [:]

    /// Reads the text of a file; an unknown key is an error with its line.
    init(_ octets: [UInt8], name: String) throws(ConfigurationError) {
        self.name = name
        let documents = try Self.documents(octets, name)
        guard documents.count <= 1 else {
            throw ConfigurationError("a second document: put all settings into one", in: name, at: documents[1].position)
        }
        guard let root = documents.first, root.value != .null else { return }
        try read(root, path: "")
    }

    private static func documents(_ octets: [UInt8], _ name: String) throws(ConfigurationError) -> [ObjectNode] {
        do throws(ManifestError) {
            return try ManifestReader.documents(of: octets, file: name)
        } catch {
            let problem = error.problem(in: name)
            throw ConfigurationError(problem.message, in: name, at: problem.position)
        }
    }

    /// Walks the mappings; the keys' paths bound the depth.
    private mutating func read(_ node: ObjectNode, path: String) throws(ConfigurationError) {
        guard case .mapping(let fields) = node.value else {
            let what = path.isEmpty ? "the file must hold keys and values" : "\(path): must hold keys and values"
            throw ConfigurationError("\(what), such as `listen: 127.0.0.1:53`", in: name, at: node.position)
        }
        for field in fields {
            guard !field.name.contains(".") else { throw ConfigurationError(Self.unknown(field.name), in: name, at: field.position) }
            let path = path.isEmpty ? field.name : "\(path).\(field.name)"
            if let key = ConfigurationKey(rawValue: path) {
                settings[key] = try values(of: field.node, for: key)
            } else if ConfigurationKey.hasKeys(below: path) {
                if field.node.value != .null { try read(field.node, path: path) }
            } else {
                throw ConfigurationError(Self.unknown(path), in: name, at: field.position)
            }
        }
    }

    private static func unknown(_ path: String) -> String {
        let keys = ConfigurationKey.allCases.map(\.rawValue)
        if keys.contains(path), let dot = path.lastIndex(of: ".") {
            return "\(path): unknown key: write \(path[path.index(after: dot)...]) indented below \(path[..<dot]):"
        }
        let meant = keys.first { $0.lowercased() == path.lowercased() || $0.hasSuffix(".\(path)") }
        return "\(path): unknown key" + (meant.map { ": \($0) is one" } ?? ": the keys are \(keys.joined(separator: ", "))")
    }

    private func values(of node: ObjectNode, for key: ConfigurationKey) throws(ConfigurationError) -> [Setting] {
        guard case .sequence(let items) = node.value else { return [try setting(node, for: key)] }
        guard !items.isEmpty else {
            throw ConfigurationError("\(key.rawValue): an empty list: leave the key out for its default", in: name, at: node.position)
        }
        guard key.isList else { throw ConfigurationError("\(key.rawValue): takes one value, not a list", in: name, at: node.position) }
        var settings: [Setting] = []
        for item in items { settings.append(try setting(item, for: key)) }
        return settings
    }

    private func setting(_ node: ObjectNode, for key: ConfigurationKey) throws(ConfigurationError) -> Setting {
        guard let text = node.scalarText else {
            throw ConfigurationError("\(key.rawValue): takes a plain value", in: name, at: node.position)
        }
        guard node.isText == key.isText else {
            let mend = key.isText ? "is no text to YAML: put it in quotation marks" : "takes \(key.kind.rawValue), without quotation marks"
            throw ConfigurationError("\(key.rawValue): \(text): \(mend)", in: name, at: node.position)
        }
        return Setting(text: text, origin: .key(key.rawValue, file: name, node.position))
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
