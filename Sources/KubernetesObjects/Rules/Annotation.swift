/// The annotations that are read: what an object asks of its records. All others are somebody else's.
enum Annotation: String, CaseIterable {
    case timeToLive = "svcdns/ttl"
    case maximumAnswers = "svcdns/max-answers"
    case priority = "svcdns/srv-priority"
    case weight = "svcdns/srv-weight"

    /// What all of them begin with.
    static let prefix = "svcdns/"

    /// The numbers that it may hold: priority and weight have 16 bits on the wire (RFC 2782).
    var range: ClosedRange<Int> {
        switch self {
        case .timeToLive: 0...3600
        case .maximumAnswers: 1...1000
        case .priority, .weight: 0...65535
        }
    }

    /// The kinds of objects that it belongs on.
    var kinds: [ObjectKind] {
        switch self {
        case .timeToLive, .maximumAnswers: [.service, .serviceImport]
        case .priority, .weight: [.pod]
        }
    }
}
