internal import CYaml
package import KubernetesObjects
internal import Yams

/// Reads the text of one manifest file (YAML or JSON) to trees with positions; the only user of Yams.
package enum ManifestReader {
    /// The documents of a file in their order; one that is empty or `null` declares nothing and is left out.
    ///
    /// - Parameter file: its path; a name that ends in `.json` has JSON's surrogate pairs.
    package static func documents(of octets: [UInt8], file: String) throws(ManifestError) -> [ObjectNode] {
        let text = try ManifestText(octets, isJSON: file.hasSuffix(".json"))
        _ = depthOfParser
        do {
            return try documents(of: Parser(yaml: text.prepared, resolver: .basic, encoding: .utf8))
        } catch {
            throw ManifestError(error, in: text)
        }
    }

    private static func documents(of parser: Parser) throws -> [ObjectNode] {
        var documents: [ObjectNode] = []
        var builder = TreeBuilder()
        var count = 0
        while let root = try parser.nextRoot() {
            count += 1
            guard count <= ManifestLimits.documents else { throw ManifestError.tooManyDocuments(Position(of: root)) }
            let document = try builder.document(root)
            if document.value != .null { documents.append(document) }
        }
        return documents
    }

    /// Yams recurses once for each level that libyaml lets through, by default 1,000: more than a stack of 512 KiB, that
    /// of a Dispatch worker, can hold. The bound is one of the process, set before the first text is parsed. It counts
    /// the levels before the one in hand, and not each sort of them: `TreeBuilder` holds the exact one.
    private static let depthOfParser: Void = yaml_set_max_nest_level(Int32(ManifestLimits.depth + 1))
}

extension Position {
    /// Where a node of Yams stands.
    init(of node: Node) {
        let mark: Mark? =
            switch node {
            case .scalar(let scalar): scalar.mark
            case .sequence(let sequence): sequence.mark
            case .mapping(let mapping): mapping.mark
            case .alias(let alias): alias.mark
            }
        self = mark.map { Position($0) } ?? Position(line: 1, column: 1)
    }
}
