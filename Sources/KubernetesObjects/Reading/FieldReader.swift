/// Reads the fields of one mapping; what is wrong with them goes to the report.
struct FieldReader {
    let place: FieldPlace
    let report: ObjectReport
    private let fields: [ObjectNode.Field]

    /// A reader of these fields, which warns of those whose names are misspelt.
    init(_ fields: [ObjectNode.Field], at place: FieldPlace, names: FieldNames, report: ObjectReport) {
        self.place = place
        self.report = report
        self.fields = fields
        for field in fields where !names.contains(field.name) { warn(ofMisspelt: field, names: names) }
    }

    /// A reader of the mapping that should stand here; nil, and an error, when something else does.
    init?(_ node: Located<ObjectNode>, names: FieldNames, report: ObjectReport) {
        guard case .mapping(let fields) = node.value.value else {
            report.wrongType(.mapping, found: node)
            return nil
        }
        self.init(fields, at: node.place, names: names, report: report)
    }

    private func warn(ofMisspelt field: ObjectNode.Field, names: FieldNames) {
        guard let meant = Spelling.nearest(to: field.name, among: names.names) else { return }
        report.warning(
            "unknown field, not read: did you mean \(Quotation.quoted(meant))?",
            at: FieldPlace(path: place.path(of: field.name), position: field.position))
    }
}

extension FieldReader {
    /// The field as it stands there, null too.
    func field(_ name: String) -> ObjectNode.Field? {
        fields.first { $0.name == name }
    }

    /// The fields with these names, in the file's order.
    func fields(among names: FieldNames, outside others: FieldNames) -> [ObjectNode.Field] {
        fields.filter { names.contains($0.name) && !others.contains($0.name) }
    }

    /// What the field holds; nil where it is null.
    func node(_ name: String) -> Located<ObjectNode>? {
        guard let node = field(name)?.node, node.value != .null else { return nil }
        return Located(value: node, place: FieldPlace(path: place.path(of: name), position: node.position))
    }

    /// Where to complain about a field that is missing: at its name where that stands there without a value, else at the mapping.
    func placeOfMissing(_ name: String) -> FieldPlace {
        FieldPlace(path: place.path(of: name), position: field(name)?.position ?? place.position)
    }
}

extension FieldReader {
    /// A string; an empty one counts as absent, as everywhere in the Kubernetes API.
    func string(_ name: String) -> Reading<String> {
        guard let node = node(name) else { return .absent }
        guard let text = report.string(node) else { return .wrong }
        return text.value.isEmpty ? .absent : .found(text)
    }

    /// A whole number.
    func integer(_ name: String) -> Reading<Int64> {
        guard let node = node(name) else { return .absent }
        guard case .integer(let number) = node.value.value else {
            report.wrongType(.integer, found: node)
            return .wrong
        }
        return .found(Located(value: number, place: node.place))
    }

    /// True or false.
    func boolean(_ name: String) -> Reading<Bool> {
        guard let node = node(name) else { return .absent }
        guard case .boolean(let value) = node.value.value else {
            report.wrongType(.boolean, found: node)
            return .wrong
        }
        return .found(Located(value: value, place: node.place))
    }

    /// One of a few words.
    func choice<Choice: ManifestChoice>(_ name: String, of type: Choice.Type = Choice.self) -> Reading<Choice> {
        switch string(name) {
        case .absent: .absent
        case .wrong: .wrong
        case .found(let text): report.choice(text).map(Reading.found) ?? .wrong
        }
    }

    /// A mapping, as the reader of its fields; nil where there is none.
    func mapping(_ name: String, names: FieldNames) -> FieldReader? {
        node(name).flatMap { FieldReader($0, names: names, report: report) }
    }
}

extension FieldReader {
    /// The entries of a list; none where it is absent or no list.
    func entries(_ name: String) -> [Located<ObjectNode>] {
        list(name).value ?? []
    }

    /// The entries of a list of mappings, as readers; those that are none are left out with an error.
    func mappings(_ name: String, names: FieldNames) -> [FieldReader] {
        entries(name).compactMap { FieldReader($0, names: names, report: report) }
    }

    /// The entries of a list of strings; wrong as a whole when one of them is.
    func strings(_ name: String) -> Reading<[Located<String>]> {
        eachEntry(name, report.string)
    }

    /// The entries of a list of words; wrong as a whole when one of them is.
    func choices<Choice: ManifestChoice>(_ name: String, of type: Choice.Type = Choice.self) -> Reading<[Located<Choice>]> {
        eachEntry(name) { report.string($0).flatMap { report.choice($0) } }
    }

    /// A mapping of strings to strings.
    func stringMap(_ name: String) -> Reading<[String: String]> {
        guard let node = node(name) else { return .absent }
        guard case .mapping(let fields) = node.value.value else {
            report.wrongType(.mapping, found: node)
            return .wrong
        }
        let pairs = fields.compactMap { field in
            let path = "\(node.place.path)[\(Quotation.quoted(field.name))]"
            let place = FieldPlace(path: path, position: field.node.position)
            return report.string(Located(value: field.node, place: place)).map { (field.name, $0.value) }
        }
        guard pairs.count == fields.count else { return .wrong }
        return .found(Located(value: report.parts.shared(Dictionary(pairs) { first, _ in first }), place: node.place))
    }

    private func list(_ name: String) -> Reading<[Located<ObjectNode>]> {
        guard let node = node(name) else { return .absent }
        guard case .sequence(let entries) = node.value.value else {
            report.wrongType(.sequence, found: node)
            return .wrong
        }
        let located = entries.enumerated().map { index, entry in
            Located(value: entry, place: FieldPlace(path: "\(node.place.path)[\(index)]", position: entry.position))
        }
        return .found(Located(value: located, place: node.place))
    }

    private func eachEntry<Value>(
        _ name: String, _ read: (Located<ObjectNode>) -> Located<Value>?
    ) -> Reading<[Located<Value>]> {
        switch list(name) {
        case .absent: return .absent
        case .wrong: return .wrong
        case .found(let entries):
            let values = entries.value.compactMap(read)
            return values.count == entries.value.count ? .found(Located(value: values, place: entries.place)) : .wrong
        }
    }
}
