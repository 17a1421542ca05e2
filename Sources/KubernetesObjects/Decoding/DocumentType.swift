/// What a document says it is.
enum DocumentType {
    case object(ObjectKind, FieldReader)
    /// A list; the kind is that of items that do not name theirs, as in a `ServiceList`.
    case list(of: ObjectKind?, FieldReader)
    /// Nothing that is read here; the report says why.
    case unread

    /// The type that `kind` and `apiVersion` name.
    static func type(of root: Located<ObjectNode>, itemsAre kind: ObjectKind?, report: ObjectReport) -> DocumentType {
        guard case .mapping(let fields) = root.value.value else {
            report.wrongType(.mapping, found: root)
            return .unread
        }
        let place = FieldPlace(path: "", position: root.place.position)
        let header = TypeHeader(fields, standard: kind, place: place, report: report)
        guard let name = header.kind else { return .unread }
        switch KindName(name) {
        case .object(let kind):
            guard header.isVersion(kind.apiVersion) else { return .unread }
            return .object(kind, FieldReader(fields, at: place, names: kind.fieldNames, report: report))
        case .list(let kind):
            guard header.isVersion(kind?.apiVersion ?? "v1") else { return .unread }
            return .list(of: kind, FieldReader(fields, at: place, names: .list, report: report))
        case .unknown:
            header.complainOfUnknownKind(name)
            return .unread
        }
    }
}

/// What the word in `kind` means here.
private enum KindName {
    case object(ObjectKind)
    case list(of: ObjectKind?)
    case unknown

    init(_ name: String) {
        if let kind = ObjectKind(rawValue: name) {
            self = .object(kind)
        } else if name == "List" {
            self = .list(of: nil)
        } else if name.hasSuffix("List"), let kind = ObjectKind(rawValue: String(name.dropLast("List".count))) {
            self = .list(of: kind)
        } else {
            self = .unknown
        }
    }
}

/// `kind` and `apiVersion`, both of which have to be there.
private struct TypeHeader {
    let kind: String?
    private let apiVersion: Located<String>?
    private let reader: FieldReader

    /// Misspelt fields are left to the reader that knows the kind, save in an object that does not even say its kind.
    init(_ fields: [ObjectNode.Field], standard: ObjectKind?, place: FieldPlace, report: ObjectReport) {
        let isNameless = standard == nil && !fields.contains { $0.name == "kind" }
        let names = isNameless ? FieldNames.object : FieldNames("")
        reader = FieldReader(fields, at: place, names: names, report: report)
        kind = reader.required("kind", standard: standard?.rawValue, hint: "an object begins with apiVersion and kind")?.value
        let version = standard?.apiVersion ?? "v1"
        apiVersion = reader.required("apiVersion", standard: standard?.apiVersion, hint: "write \"apiVersion: \(version)\"")
    }

    /// Whether this is the version that is read. With an error instead of a version the object is lost, but the rest of it is
    /// read, so that all its problems are told at once.
    func isVersion(_ version: String) -> Bool {
        guard let apiVersion, apiVersion.value != version else { return true }
        let complaint = "\(Quotation.quoted(apiVersion.value)) is skipped: only \(version) is read"
        if Self.isForeign(apiVersion.value, to: version) {
            reader.report.note(complaint, at: apiVersion.place)
        } else {
            reader.report.warning("\(complaint): write \"apiVersion: \(version)\"", at: apiVersion.place)
        }
        return false
    }

    /// Whether it names the group of somebody else, whose kind merely has the same name. Another version of the group, or a version
    /// without any, was meant for what is read.
    private static func isForeign(_ version: String, to known: String) -> Bool {
        guard let group = group(of: version) else { return false }
        return group != self.group(of: known)
    }

    /// What stands before the `/`, in lower case; nil for none, as in the core's versions.
    private static func group(of version: String) -> String? {
        version.lastIndex(of: "/").map { version[..<$0].lowercased() }
    }

    /// The kind that stands beside ServiceImports, and is spelled nearly as they are.
    private static let neighbour = "ServiceExport"

    /// Nothing to mend where the kind is simply another one; a warning where it looks like a slip.
    func complainOfUnknownKind(_ name: String) {
        let place = reader.node("kind")?.place ?? reader.place
        let kinds = ObjectKind.allCases.map(\.rawValue) + ["List"]
        if name != Self.neighbour, let meant = Spelling.nearest(to: name, among: kinds) {
            reader.report.warning("skipped: kind \(Quotation.quoted(name)) is not known: did you mean \(meant)?", at: place)
        } else if apiVersion != nil {
            reader.report.note("skipped: names do not depend on kind \(Quotation.quoted(name))", at: place)
        }
    }
}

extension FieldReader {
    /// A string that has to be there, or can be told from elsewhere; nil, and an error, when it is missing.
    fileprivate func required(_ name: String, standard: String?, hint: String) -> Located<String>? {
        switch string(name) {
        case .found(let text): return text
        case .wrong: return nil
        case .absent:
            if let standard { return Located(value: standard, place: placeOfMissing(name)) }
            report.error("missing: \(hint)", at: placeOfMissing(name))
            return nil
        }
    }
}
