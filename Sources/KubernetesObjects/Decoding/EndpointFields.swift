import DNSModel
import ServiceRegistry

/// An endpoint, and where its hostname stands.
struct EndpointFields {
    let object: EndpointObject
    let hostname: Located<Label>?
}

extension FieldReader {
    /// The Pod that `targetRef` refers to; nil where it refers to something else.
    func podName() -> String? {
        guard let target = mapping("targetRef", names: .objectReference), target.string("kind").value == ObjectKind.pod.rawValue else {
            return nil
        }
        return target.string("name").value
    }
}
