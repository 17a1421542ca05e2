/// What reading a field gave.
enum Reading<Value> {
    /// Nothing stands there, or null.
    case absent
    /// Something of the wrong type or outside the choices: an error was reported.
    case wrong
    case found(Located<Value>)

    /// What was found, with its place.
    var located: Located<Value>? {
        switch self {
        case .absent, .wrong: nil
        case .found(let located): located
        }
    }

    /// What was found.
    var value: Value? {
        located?.value
    }

    /// What was found, the default where nothing stands, nil where something wrong does.
    func value(or standard: Value) -> Value? {
        switch self {
        case .absent: standard
        case .wrong: nil
        case .found(let located): located.value
        }
    }

    /// Whether an error was reported here.
    var isWrong: Bool {
        switch self {
        case .absent, .found: false
        case .wrong: true
        }
    }
}
