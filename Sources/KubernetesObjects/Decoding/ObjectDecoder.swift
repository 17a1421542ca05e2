/// Makes objects of a document: each by itself, so that an object with errors costs no other one.
package enum ObjectDecoder {
    /// The objects of all documents of a file, one or a list of them in each, and the problems with those that cannot be read.
    package static func decode(_ documents: [ObjectNode], file: String, rules: ValidationRules) -> DecodedObjects {
        var walk = DocumentWalk(file: file, rules: rules)
        for document in documents where document.value != .null { walk.read(document) }
        return walk.result
    }
}

/// The walk through the documents of a file: down into its lists, object by object.
private struct DocumentWalk {
    /// The deepest that lists may lie in lists. kubectl itself writes one level.
    static let maximumListDepth = 4

    let file: String
    let rules: ValidationRules
    private var objects: [DeclaredObject] = []
    private let parts = SharedParts()
    private var problems: FileProblems

    init(file: String, rules: ValidationRules) {
        self.file = file
        self.rules = rules
        problems = FileProblems(file: file)
    }

    mutating func read(_ node: ObjectNode, path: String = "", itemsAre kind: ObjectKind? = nil, depth: Int = 0) {
        let title = ObjectTitle.title(of: node, itemsAre: kind, rules: rules)
        let report = ObjectReport(file: file, object: title, sharing: parts)
        let root = Located(value: node, place: FieldPlace(path: path, position: node.position))
        switch DocumentType.type(of: root, itemsAre: kind, report: report) {
        case .object(let kind, let reader):
            if let object = ObjectReader.read(reader, kind: kind, rules: rules) { objects.append(object) }
        case .list(let kind, let reader): readItems(of: reader, kind: kind, depth: depth)
        case .unread: break
        }
        problems.add(report.problems)
    }

    private mutating func readItems(of list: FieldReader, kind: ObjectKind?, depth: Int) {
        guard depth < Self.maximumListDepth else {
            list.report.error("lists within lists are read \(Self.maximumListDepth) deep only: write the objects singly", at: list.place)
            return
        }
        for item in list.entries("items") {
            read(item.value, path: item.place.path, itemsAre: kind, depth: depth + 1)
        }
    }

    var result: DecodedObjects {
        DecodedObjects(objects: objects, problems: problems.told)
    }
}
