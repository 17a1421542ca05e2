/// Which labels an object must have, as kubectl's `--selector` says it: all requirements hold.
package struct LabelSelector: Hashable, Sendable {
    /// What is asked for; none: everything matches.
    package let requirements: [Requirement]

    /// A selector of these requirements.
    package init(_ requirements: [Requirement]) {
        self.requirements = requirements
    }

    /// The most octets of a selector's text: a list of a thousand of the longest values.
    package static let maximumLength = 65_536

    /// The selector that this text writes, in the syntax of kubectl's `--selector`; an empty text asks for nothing.
    package init(_ text: String) throws(LabelSelectorError) {
        guard text.utf8.count <= Self.maximumLength else { throw LabelSelectorError(.tooLong, at: Self.maximumLength + 1) }
        var parser = LabelSelectorParser(text)
        requirements = try parser.requirements()
    }

    /// One thing that is asked of labels (Kubernetes, "Labels and Selectors").
    package enum Requirement: Hashable, Sendable {
        /// `key`.
        case exists(String)
        /// `!key`.
        case doesNotExist(String)
        /// `key=value`, `key==value`, `key in (a, b)`.
        case isOneOf(String, Set<String>)
        /// `key!=value`, `key notin (a, b)`: an object without the label too.
        case isNoneOf(String, Set<String>)
        /// `key>number`: a label that is a larger number.
        case isGreater(String, Int64)
        /// `key<number`: a label that is a smaller number.
        case isLess(String, Int64)
    }

    /// Whether these labels have all that is asked for.
    package func matches(_ labels: [String: String]) -> Bool {
        requirements.allSatisfy { requirement in
            switch requirement {
            case .exists(let key): labels[key] != nil
            case .doesNotExist(let key): labels[key] == nil
            case .isOneOf(let key, let values): labels[key].map(values.contains) ?? false
            case .isNoneOf(let key, let values): labels[key].map { !values.contains($0) } ?? true
            case .isGreater(let key, let bound): labels[key].flatMap { Int64($0) }.map { $0 > bound } ?? false
            case .isLess(let key, let bound): labels[key].flatMap { Int64($0) }.map { $0 < bound } ?? false
            }
        }
    }
}
