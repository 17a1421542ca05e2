import DNSModel
import ServiceRegistry

/// The Services that a slice's labels say its endpoints stand behind: one of the cluster, an import, or both.
struct BackedServices {
    /// The label that names the cluster's Service.
    static let serviceLabel = "kubernetes.io/service-name"
    /// The labels that name the import, and the cluster that the endpoints are in (KEP-1645).
    static let importLabel = "multicluster.kubernetes.io/service-name"
    static let clusterLabel = "multicluster.kubernetes.io/source-cluster"

    /// Each with the origin that its slice has; none where the labels name none.
    let services: [(key: ServiceKey, origin: EndpointOrigin)]

    init(_ header: ObjectHeader, report: ObjectReport) {
        let reader = LabelReader(header: header, report: report)
        let service = reader.key(in: Self.serviceLabel).map { (key: $0, origin: EndpointOrigin.endpointSlice) }
        services = [service, Self.imported(reader)].compactMap(\.self)
        if !reader.has(Self.serviceLabel), !reader.has(Self.importLabel) {
            let (label, kind) = reader.has(Self.clusterLabel) ? (Self.importLabel, "ServiceImport") : (Self.serviceLabel, "Service")
            report.note("missing: a slice that names no \(kind) is ignored", at: header.place(ofLabel: label))
        }
    }

    private static func imported(_ reader: LabelReader) -> (key: ServiceKey, origin: EndpointOrigin)? {
        guard let key = reader.key(in: importLabel) else { return nil }
        guard reader.has(clusterLabel) else {
            reader.report.note(
                "missing: without its cluster the slice is no part of ServiceImport \(key)", at: reader.header.place(ofLabel: clusterLabel))
            return nil
        }
        return reader.label(in: clusterLabel).map { (key, .importedSlice(cluster: $0)) }
    }
}

/// Reads the labels of an object that hold DNS labels.
private struct LabelReader {
    let header: ObjectHeader
    let report: ObjectReport

    func has(_ name: String) -> Bool {
        header.labels[name].map { !$0.isEmpty } ?? false
    }

    /// The value; nil where there is none, and, with an error, where it is no DNS label.
    func label(in name: String) -> Label? {
        guard has(name), let text = header.labels[name] else { return nil }
        return report.label(Located(value: text, place: header.place(ofLabel: name)))
    }

    func key(in name: String) -> ServiceKey? {
        label(in: name).map { ServiceKey(namespace: header.namespace, name: $0) }
    }
}

extension EndpointSliceObject {
    /// Whether its endpoints stand behind an import, not behind a Service of the cluster.
    var isImported: Bool {
        switch origin {
        case .endpointSlice, .endpoints: false
        case .importedSlice: true
        }
    }
}
