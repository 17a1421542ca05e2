/// The types that a field can be asked to have.
enum FieldType {
    case string
    case integer
    case boolean
    case integerOrString
    case sequence
    case mapping

    var description: String {
        switch self {
        case .string: "a string"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .integerOrString: "a whole number or a string"
        case .sequence: "a list"
        case .mapping: "a mapping of fields"
        }
    }

    /// Says that this type was expected and that value found.
    func complaint(of value: ObjectNode.Value) -> String {
        "expected \(description) but found \(value.inWords)" + value.remedy(for: self)
    }
}

extension ObjectReport {
    /// The string that should stand here; nil, and an error, when something else does.
    func string(_ node: Located<ObjectNode>) -> Located<String>? {
        guard case .string(let text) = node.value.value else {
            wrongType(.string, found: node)
            return nil
        }
        return Located(value: text, place: node.place)
    }

    /// One type was expected and another one found.
    func wrongType(_ expected: FieldType, found node: Located<ObjectNode>) {
        error(expected.complaint(of: node.value.value), at: node.place)
    }
}

extension ObjectNode.Value {
    /// The value as a person would name it.
    fileprivate var inWords: String {
        switch self {
        case .null: "nothing"
        case .boolean(let value): "the boolean \(value)"
        case .integer(let number): "the number \(number)"
        case .number(let number): "the number \(number)"
        case .string(let text): "the string \(Quotation.quoted(text))"
        case .sequence: "a list"
        case .mapping: "a mapping of fields"
        }
    }

    /// How to make the expected type of it; empty where that cannot be told.
    fileprivate func remedy(for expected: FieldType) -> String {
        switch (expected, self) {
        case (.string, .boolean), (.string, .integer), (.string, .number): ": put it in quotation marks"
        case (.integer, .string(let text)) where Int64(text) != nil: ": remove the quotation marks"
        case (.boolean, .string("true")), (.boolean, .string("false")): ": remove the quotation marks"
        case (.sequence, .mapping): ": begin each entry with \"- \""
        case (.sequence, .string), (.sequence, .integer): ": write it as an entry that begins with \"- \""
        case (.mapping, .sequence): ": remove the \"- \" in front of the fields"
        default: ""
        }
    }
}
