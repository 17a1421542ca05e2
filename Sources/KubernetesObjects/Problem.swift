/// Something that is wrong, or may be, with what was declared: what, where and how bad.
package struct Problem: Hashable, Sendable {
    /// How bad it is.
    package let severity: Severity
    /// The file that it is in.
    package let file: String
    /// The place in the file.
    package let position: Position
    /// The object as `Kind namespace/name`, as far as it can be told.
    package let object: String?
    /// The field as a path (`spec.ports[0].port`); nil for what concerns the whole object or file.
    package let field: String?
    /// What is wrong, and how to mend it.
    package let message: String

    /// How bad a problem is.
    package enum Severity: String, Hashable, Sendable {
        /// The object is not served.
        case error
        /// The object is served, but probably not as it was meant.
        case warning
        /// Nothing to mend.
        case note
    }

    /// A problem of these parts.
    package init(
        _ severity: Severity, file: String, position: Position, object: String? = nil, field: String? = nil, message: String
    ) {
        self.severity = severity
        self.file = file
        self.position = position
        self.object = object
        self.field = field
        self.message = message
    }
}

extension Problem: CustomStringConvertible {
    /// `file:line:column: severity: kind namespace/name: field: message`, on one line whatever a manifest says.
    package var description: String {
        let place = "\(file):\(position.line):\(position.column)"
        let parts = [place, severity.rawValue] + [object, field].compactMap(\.self) + [message]
        return Quotation.singleLine(parts.joined(separator: ": "))
    }
}

extension Problem: Comparable {
    /// By file, line and column: the order in which a person mends them.
    package static func < (left: Problem, right: Problem) -> Bool {
        if left.file != right.file { return left.file < right.file }
        let (place, other) = (left.position, right.position)
        if place != other { return (place.line, place.column) < (other.line, other.column) }
        return (left.field ?? "", left.message) < (right.field ?? "", right.message)
    }
}
