import ServiceRegistry

/// Reads one object of a known kind.
enum ObjectReader {
    /// The object, or nil where it has an error or nothing in it concerns names.
    static func read(_ root: FieldReader, kind: ObjectKind, rules: ValidationRules) -> DeclaredObject? {
        let lost = LostIndentation.lostSections(of: root, kind: kind)
        let header = ObjectHeader(root, kind: kind, isLost: lost.contains(.metadata), rules: rules)
        // The rest is read even when the header has an error: all problems are told at once.
        let content = content(
            of: root, kind: kind, header: header ?? .nameless(root, kind: kind, rules: rules), isSpecLost: lost.contains(.spec),
            rules: rules)
        guard !root.report.hasErrors, let header, let content else { return nil }
        return DeclaredObject(
            identity: header.identity, file: root.report.file, position: root.place.position, payload: content.payload,
            claims: content.claims, selectorPlace: content.selectorPlace)
    }

    private static func content(
        of root: FieldReader, kind: ObjectKind, header: ObjectHeader, isSpecLost: Bool, rules: ValidationRules
    ) -> ObjectContent? {
        switch kind {
        case .namespace: header.label.map { ObjectContent(.namespace(NamespaceObject(name: $0, labels: header.labels))) }
        case .service: ServiceReader.read(root, header: header, isSpecLost: isSpecLost, rules: rules)
        case .serviceImport: ServiceImportReader.read(root, header: header, isSpecLost: isSpecLost, rules: rules)
        case .pod: PodReader.read(root, header: header, rules: rules)
        case .node: NodeReader.read(root, header: header)
        case .endpointSlice: EndpointSliceReader.read(root, header: header, rules: rules)
        case .endpoints: EndpointsReader.read(root, header: header, rules: rules)
        }
    }
}
