import DNSModel
import ServiceRegistry

/// Namespaces that are also top-level domains: short names below them hide names of the Internet.
struct NamespaceRules: Sendable {
    private let isOn: Bool
    /// Who lives in each such namespace.
    private var members: [Label: Members] = [:]

    fileprivate struct Members {
        /// The Namespace object itself.
        var namespace: DeclaredObject?
        /// How many objects each file has in it.
        var files: [String: Int] = [:]
        /// Where the namespace is told of.
        var place: DeclaredObject?
    }

    init(rules: ValidationRules) {
        isOn = rules.shortNamesEnabled
    }

    /// Follows who lives where; gives the files where something else is to be told.
    mutating func follow(_ accepted: AcceptedChange, _ register: ClaimRegister) -> Set<String> {
        guard isOn else { return [] }
        var judge = TopLevelJudge()
        var changed: Set<Label> = []
        for (object, step) in accepted.went.map({ ($0, -1) }) + accepted.came.map({ ($0, 1) }) {
            guard let namespace = object.shortNameNamespace, judge.isTopLevelDomain(namespace) else { continue }
            members[namespace, default: Members()].count(object, by: step)
            changed.insert(namespace)
        }
        return Set(changed.flatMap { place($0, register) })
    }

    /// One warning for each such namespace, at its Namespace object, else at the first object in it.
    func warning(at object: DeclaredObject) -> Problem? {
        guard !members.isEmpty, let namespace = object.shortNameNamespace, members[namespace]?.place == object else { return nil }
        return Problem(
            .warning, file: object.file, position: object.position, object: "\(object.identity)",
            message: "namespace \(namespace) is also a top-level domain: the short name of a Service in it, as web.\(namespace), "
                + "hides that name of the Internet: rename it, or switch short names off")
    }

    /// Decides anew where a namespace is told of; gives the files of both places.
    private mutating func place(_ namespace: Label, _ register: ClaimRegister) -> [String] {
        guard let known = members[namespace] else { return [] }
        let place = known.namespace ?? first(in: namespace, of: known, register)
        members[namespace]?.place = place
        if place == nil { members[namespace] = nil }
        return place == known.place ? [] : [known.place, place].compactMap { $0?.file }
    }

    private func first(in namespace: Label, of members: Members, _ register: ClaimRegister) -> DeclaredObject? {
        members.files.keys.min().flatMap { file in register.accepted(in: file).first { $0.shortNameNamespace == namespace } }
    }
}

extension NamespaceRules.Members {
    fileprivate mutating func count(_ object: DeclaredObject, by step: Int) {
        if object.identity.kind == .namespace { namespace = step > 0 ? object : nil }
        let count = files[object.file, default: 0] + step
        files[object.file] = count == 0 ? nil : count
    }
}

/// Neighbours mostly live in one namespace: it is looked up once for all of them.
private struct TopLevelJudge {
    private var last: (namespace: Label, isTopLevelDomain: Bool)?

    mutating func isTopLevelDomain(_ namespace: Label) -> Bool {
        if let last, last.namespace == namespace { return last.isTopLevelDomain }
        let isTopLevelDomain = TopLevelDomains.contains("\(namespace)")
        last = (namespace, isTopLevelDomain)
        return isTopLevelDomain
    }
}

extension DeclaredObject {
    /// The namespace that shows in short names: Nodes have none, and what is imported has names in zones of its own only.
    fileprivate var shortNameNamespace: Label? {
        switch payload {
        case .namespace(let namespace): namespace.name
        case .service, .pod: identity.namespace
        case .serviceImport, .node: nil
        case .endpointSlices(let slices): slices.contains { !$0.isImported } ? identity.namespace : nil
        }
    }
}
