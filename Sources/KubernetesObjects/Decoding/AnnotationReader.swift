import ServiceRegistry

/// Reads the annotations under `svcdns/`: one that is wrong costs a warning, and the object is served without it.
struct AnnotationReader {
    private var numbers: [Annotation: Int] = [:]

    /// An object without annotations.
    init() {}

    init(_ metadata: FieldReader, kind: ObjectKind) {
        guard let node = metadata.node("annotations") else { return }
        guard case .mapping(let fields) = node.value.value else {
            metadata.report.warning("not read: " + FieldType.mapping.complaint(of: node.value.value), at: node.place)
            return
        }
        for field in fields where field.name.hasPrefix(Annotation.prefix) {
            let path = "\(node.place.path)[\(Quotation.quoted(field.name))]"
            let entry = AnnotationEntry(field: field, path: path, kind: kind, report: metadata.report)
            if let annotation = entry.annotation() { numbers[annotation] = entry.number(for: annotation) }
        }
    }

    /// What they ask for on a Service or a ServiceImport.
    var serviceSettings: ServiceSettings {
        ServiceSettings(timeToLive: numbers[.timeToLive].flatMap(UInt32.init(exactly:)), maximumAnswers: numbers[.maximumAnswers])
    }

    /// What they say of a Pod.
    var locationPreference: LocationPreference {
        LocationPreference(
            priority: numbers[.priority].flatMap(UInt16.init(exactly:)), weight: numbers[.weight].flatMap(UInt16.init(exactly:)))
    }
}

/// One annotation under `svcdns/`.
private struct AnnotationEntry {
    let field: ObjectNode.Field
    let path: String
    let kind: ObjectKind
    let report: ObjectReport

    /// Which one; nil, and a warning, for one that is unknown, or that means nothing on this kind of object.
    func annotation() -> Annotation? {
        let place = FieldPlace(path: path, position: field.position)
        guard let annotation = Annotation(rawValue: field.name) else {
            report.warning("unknown annotation, not read: \(suggestion)", at: place)
            return nil
        }
        guard annotation.kinds.contains(kind) else {
            let kinds = annotation.kinds.map { "a \($0.rawValue)" }.joined(separator: " or ")
            report.warning("not read: it belongs on \(kinds)", at: place)
            return nil
        }
        return annotation
    }

    private var suggestion: String {
        let names = Annotation.allCases.map(\.rawValue)
        if let meant = Spelling.nearest(to: field.name, among: names) { return "did you mean \(Quotation.quoted(meant))?" }
        return "use \(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")"
    }

    /// Its number; nil, and a warning, where it holds none, or one that is out of range.
    func number(for annotation: Annotation) -> Int? {
        let place = FieldPlace(path: path, position: field.node.position)
        guard case .string(let text) = field.node.value else {
            report.warning("not read: " + FieldType.string.complaint(of: field.node.value), at: place)
            return nil
        }
        guard let number = Self.decimal(text), annotation.range.contains(number) else {
            let (least, most) = (annotation.range.lowerBound, annotation.range.upperBound)
            report.warning("not read: \(Quotation.quoted(text)) is not a whole number from \(least) to \(most)", at: place)
            return nil
        }
        return number
    }

    /// Digits only: no sign and no space.
    private static func decimal(_ text: String) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
