import DNSModel

/// What `metadata` says.
struct ObjectHeader {
    let identity: ObjectIdentity
    /// The namespace that the object lives in; of no meaning for a Namespace or a Node.
    let namespace: Label
    /// The name, where it is a DNS label.
    let label: Label?
    /// Where the name stands.
    let namePlace: FieldPlace
    let labels: [String: String]
    let annotations: AnnotationReader
    let isBeingDeleted: Bool

    /// Reads `metadata`; nil, and errors, where the object cannot be told by it.
    init?(_ root: FieldReader, kind: ObjectKind, isLost: Bool, rules: ValidationRules) {
        guard !isLost, let metadata = Self.metadata(of: root) else { return nil }
        let labels = metadata.stringMap("labels")
        let annotations = AnnotationReader(metadata, kind: kind)
        let name = Self.name(in: metadata, kind: kind)
        guard let namespace = Self.namespace(in: metadata, kind: kind, rules: rules), let name else { return nil }
        identity = ObjectIdentity(kind: kind, namespace: kind.isNamespaced ? namespace : nil, name: name.value)
        self.namespace = namespace
        label = NameRules.isLabel(name.value) ? root.report.parts.label(name.value) : nil
        namePlace = name.place
        self.labels = labels.value ?? [:]
        self.annotations = annotations
        isBeingDeleted = metadata.node("deletionTimestamp") != nil
    }

    /// Stands in for a header with errors while the rest of its object is read; the object itself is lost.
    static func nameless(_ root: FieldReader, kind: ObjectKind, rules: ValidationRules) -> ObjectHeader {
        ObjectHeader(kind: kind, standIn: rules.defaultNamespace, place: root.place)
    }

    private init(kind: ObjectKind, standIn: Label, place: FieldPlace) {
        identity = ObjectIdentity(kind: kind, namespace: standIn, name: "\(standIn)")
        namespace = standIn
        label = standIn
        namePlace = place
        labels = [:]
        annotations = AnnotationReader()
        isBeingDeleted = false
    }

    /// Where to complain about a label.
    func place(ofLabel name: String) -> FieldPlace {
        FieldPlace(path: "metadata.labels[\(Quotation.quoted(name))]", position: namePlace.position)
    }

    private static func metadata(of root: FieldReader) -> FieldReader? {
        guard root.node("metadata") != nil else {
            let place = FieldPlace(path: "metadata.name", position: root.placeOfMissing("metadata").position)
            root.report.error("missing: every object needs a name", at: place)
            return nil
        }
        return root.mapping("metadata", names: .metadata)
    }

    private static func name(in metadata: FieldReader, kind: ObjectKind) -> Located<String>? {
        switch metadata.string("name") {
        case .absent:
            metadata.report.error("missing: every object needs a name", at: metadata.placeOfMissing("name"))
            return nil
        case .wrong: return nil
        case .found(let text): return isValid(text, kind: kind, report: metadata.report) ? text : nil
        }
    }

    private static func isValid(_ name: Located<String>, kind: ObjectKind, report: ObjectReport) -> Bool {
        switch kind {
        case .namespace, .service, .serviceImport: report.label(name) != nil
        case .pod, .node, .endpointSlice, .endpoints: report.subdomain(name) != nil
        }
    }

    private static func namespace(in metadata: FieldReader, kind: ObjectKind, rules: ValidationRules) -> Label? {
        guard kind.isNamespaced else { return rules.defaultNamespace }
        switch metadata.string("namespace") {
        case .absent: return rules.defaultNamespace
        case .wrong: return nil
        case .found(let text): return metadata.report.label(text)
        }
    }
}
