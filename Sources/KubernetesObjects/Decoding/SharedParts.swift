import DNSModel
import ServiceRegistry

/// What the objects of one file say alike, each in memory once. Local to one call of the decoder.
final class SharedParts {
    private var labels: [String: Label] = [:]
    private var ports: Set<[ServicePort]> = []
    private var claims: Set<[ClusterIPClaim]> = []
    private var maps: Set<[String: String]> = []

    /// The label of this text; nil when it is empty or too long.
    func label(_ text: String) -> Label? {
        if let known = labels[text] { return known }
        let label = Label(text)
        labels[text] = label
        return label
    }

    func shared(_ ports: [ServicePort]) -> [ServicePort] {
        self.ports.insert(ports).memberAfterInsert
    }

    func shared(_ claims: [ClusterIPClaim]) -> [ClusterIPClaim] {
        self.claims.insert(claims).memberAfterInsert
    }

    /// A selector is mostly what its Pods have as labels.
    func shared(_ map: [String: String]) -> [String: String] {
        maps.insert(map).memberAfterInsert
    }
}
