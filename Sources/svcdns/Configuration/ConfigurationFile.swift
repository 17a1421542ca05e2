import KubernetesObjects
import Manifests

/// The settings of a configuration file, before anybody has looked at their values.
package struct ConfigurationFile {
    private let name: String
    private let text: ConfigurationText
    private(set) var settings: [ConfigurationKey: [Setting]] = [:]

    /// Reads the text of a file; an unknown key is an error with its line.
    package init(_ octets: [UInt8], name: String) throws(ConfigurationError) {
        self.name = name
        text = ConfigurationText(octets)
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
            let message =
                path.isEmpty
                ? "the file must hold keys and values, such as `listen: 127.0.0.1:53`"
                : "\(path): must hold keys and values: \(Self.keys(below: path))"
            throw ConfigurationError(message, in: name, at: node.position)
        }
        // Nobody is to believe that the name of a section alone turns something on.
        guard path.isEmpty || !fields.isEmpty else {
            throw ConfigurationError("\(path): holds nothing: leave it out; \(Self.keys(below: path))", in: name, at: node.position)
        }
        for field in fields {
            guard !field.name.contains(".") else { throw ConfigurationError(Self.unknown(field.name), in: name, at: field.position) }
            let path = path.isEmpty ? field.name : "\(path).\(field.name)"
            let value = ConfigurationNode(field.node, path: path, file: name, text: text)
            if let key = ConfigurationKey(rawValue: path) {
                settings[key] = try value.settings(of: key.shape)
            } else if ConfigurationKey.hasKeys(below: path) {
                try value.checkValue()
                try read(field.node, path: path)
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
        let section = path.lastIndex(of: ".").map { path[..<$0] } ?? ""
        return "\(path): unknown key: " + (meant.map { "\($0) is one" } ?? Self.keys(below: String(section)))
    }

    /// `the keys are unknown, notReady`, of what may stand at a path.
    private static func keys(below path: String) -> String {
        let names = names(in: path.isEmpty ? "" : path[...] + ".", ConfigurationKey.allCases.map(\.rawValue))
        return names.count == 1 ? "the key is \(names[0])" : "the keys are \(names.joined(separator: ", "))"
    }

    /// What may stand in a section (`records.`), once each and in order: keys, and sections of it.
    private static func names(in section: Substring, _ keys: [String]) -> [Substring] {
        let names = keys.filter { $0.hasPrefix(section) }.map { $0.dropFirst(section.count).prefix { $0 != "." } }
        return names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }
    }
}
