import ServiceRegistry

/// Reads the annotations under `svcdns/`: one that is wrong costs a warning, and the object is served without it.
struct AnnotationReader {
    private var numbers: [Annotation: Located<Int>] = [:]

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
        ServiceSettings(
            timeToLive: numbers[.timeToLive].flatMap { UInt32(exactly: $0.value) }, maximumAnswers: numbers[.maximumAnswers]?.value)
    }

    /// What they say of a Pod.
    var locationPreference: LocationPreference {
        LocationPreference(
            priority: numbers[.priority].flatMap { UInt16(exactly: $0.value) },
            weight: numbers[.weight].flatMap { UInt16(exactly: $0.value) })
    }

    /// Warns of what only means something where the endpoints themselves answer, which needs this field.
    func warnUnlessHeadless(_ isHeadless: Bool, needing field: String, report: ObjectReport) {
        guard !isHeadless, let number = numbers[.maximumAnswers] else { return }
        report.warning("has no effect: it needs \"\(field)\"", at: number.place)
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
    func number(for annotation: Annotation) -> Located<Int>? {
        let place = FieldPlace(path: path, position: field.node.position)
        let range = "a whole number from \(annotation.range.lowerBound) to \(annotation.range.upperBound)"
        guard case .string(let text) = field.node.value else {
            // All that is wrong at once: quotation marks alone would bring the next warning.
            let more = isNumber(in: annotation.range) ? "" : "; and it must be \(range)"
            report.warning("not read: " + FieldType.string.complaint(of: field.node.value) + more, at: place)
            return nil
        }
        guard let number = Self.decimal(text), annotation.range.contains(number) else {
            report.warning("not read: \(Quotation.quoted(text)) is not \(range)", at: place)
            return nil
        }
        return Located(value: number, place: place)
    }

    private func isNumber(in range: ClosedRange<Int>) -> Bool {
        guard case .integer(let number) = field.node.value else { return false }
        return Int(exactly: number).map(range.contains) ?? false
    }

    /// Digits only: no sign and no space.
    private static func decimal(_ text: String) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
