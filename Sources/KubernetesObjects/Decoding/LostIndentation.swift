/// The mappings that the fields of an object are grouped in.
enum Section: String {
    case metadata
    case spec
}

/// Finds fields that stand beside the mapping they belong in: what is left of a manifest that lost its indentation on the way.
enum LostIndentation {
    /// Complains of each section whose fields stand beside it; gives those that have nothing left in them.
    static func lostSections(of root: FieldReader, kind: ObjectKind) -> Set<Section> {
        var lost: Set<Section> = []
        let sections = [(Section.metadata, FieldNames.metadata)] + (kind.specFieldNames.map { [(Section.spec, $0)] } ?? [])
        for (section, names) in sections {
            let strays = root.fields(among: names, outside: kind.fieldNames)
            guard let first = strays.first else { continue }
            if complain(of: strays, first: first, beside: section, in: root) { lost.insert(section) }
        }
        return lost
    }

    /// An error, and true, where nothing is left in the section; a warning where something is.
    private static func complain(
        of strays: [ObjectNode.Field], first: ObjectNode.Field, beside section: Section, in root: FieldReader
    ) -> Bool {
        let name = section.rawValue
        let list = strays.map { "\"\($0.name)\" (line \($0.position.line))" }.joined(separator: ", ")
        let (stand, them, are) = strays.count == 1 ? ("stands", "it", "is") : ("stand", "them", "are")
        let complaint = "\(list) \(stand) beside \"\(name):\", not in it"
        let remedy = "indent \(them) below \"\(name):\" by two spaces"
        guard root.node(name) == nil else {
            let place = FieldPlace(path: first.name, position: first.position)
            root.report.warning("\(complaint), and \(are) not read: \(remedy)", at: place)
            return false
        }
        root.report.error("empty: \(complaint): \(remedy)", at: root.placeOfMissing(name))
        return true
    }
}
