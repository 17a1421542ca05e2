/// Makes objects of a document: each by itself, so that an object with errors costs no other one.
package enum ObjectDecoder {
    /// The objects of the document, one or a list of them, and the problems with those that it was not possible to read.
    package static func decode(_ document: ObjectNode, file: String, rules: ValidationRules) -> DecodedDocument {
        var walk = DocumentWalk(file: file, rules: rules)
        if document.value != .null { walk.read(document) }
        return walk.result(at: document.position)
    }
}

/// The walk through one document: down into its lists, object by object.
private struct DocumentWalk {
    /// The deepest that lists may lie in lists. kubectl itself writes one level.
    static let maximumListDepth = 4
    /// The most problems told of one document: a generated list may repeat one mistake without end.
    static let maximumProblems = 1000

    let file: String
    let rules: ValidationRules
    private var objects: [DeclaredObject] = []
    private var problems: [Problem] = []
    private var unlisted: (count: Int, hasErrors: Bool) = (0, false)

    init(file: String, rules: ValidationRules) {
        self.file = file
        self.rules = rules
    }

    mutating func read(_ node: ObjectNode, path: String = "", itemsAre kind: ObjectKind? = nil, depth: Int = 0) {
        let report = ObjectReport(file: file, object: ObjectTitle.title(of: node, itemsAre: kind, rules: rules))
        let root = Located(value: node, place: FieldPlace(path: path, position: node.position))
        switch DocumentType.type(of: root, itemsAre: kind, report: report) {
        case .object(let kind, let reader):
            if let object = ObjectReader.read(reader, kind: kind, rules: rules) { objects.append(object) }
        case .list(let kind, let reader): readItems(of: reader, kind: kind, depth: depth)
        case .unread: break
        }
        add(report.problems)
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

    private mutating func add(_ more: [Problem]) {
        let room = max(0, Self.maximumProblems - problems.count)
        problems += more.prefix(room)
        let rest = more.dropFirst(room)
        unlisted.count += rest.count
        unlisted.hasErrors = unlisted.hasErrors || rest.contains { $0.severity == .error }
    }

    func result(at position: Position) -> DecodedDocument {
        let problems = problems.sorted()
        guard unlisted.count > 0 else { return DecodedDocument(objects: objects, problems: problems) }
        let rest = Problem(
            unlisted.hasErrors ? .error : .warning, file: file, position: position,
            message: "\(unlisted.count) more problems of this document are not listed")
        return DecodedDocument(objects: objects, problems: problems + [rest])
    }
}
