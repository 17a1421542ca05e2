/// A kind of question.
package enum Mix: String, CaseIterable, Sendable {
    case repeated
    case neverSeen = "never-seen"
    case unknown
    case outside
    case ports = "srv"
    case headless
    case headlessOverStream = "headless-tcp"
    case cookie
    case stream = "tcp"

    /// The heading of its table.
    package var title: String {
        switch self {
        case .repeated: "Repeated: the addresses of all Services, again and again"
        case .neverSeen: "Never seen: the same names, each time in other capital letters"
        case .unknown: "NXDOMAIN: random names in namespaces that exist"
        case .outside: "Outside: cached names that an upstream knows"
        case .ports: "SRV of all Services"
        case .headless: "A headless Service of 100 endpoints, EDNS over UDP (1,232 octets at most)"
        case .headlessOverStream: "A headless Service of 100 endpoints, over TCP"
        case .cookie: "Repeated, with a client's cookie"
        case .stream: "Repeated, over 20 TCP connections"
        }
    }

    /// The response code that a right answer has.
    package var code: String {
        switch self {
        case .unknown: "NXDOMAIN"
        case .repeated, .neverSeen, .outside, .ports, .headless, .headlessOverStream, .cookie, .stream: "NOERROR"
        }
    }

    /// Whether it makes sense to ask this server so.
    package func suits(_ kind: ServerKind) -> Bool {
        switch self {
        case .repeated, .neverSeen, .unknown, .headless, .headlessOverStream, .cookie, .stream: kind.knowsNames
        case .outside: kind.forwards
        case .ports: kind.servesPorts
        }
    }

    /// What is asked.
    package func lines(of world: World) -> [String] {
        let questions = Questions(world.catalogue)
        return switch self {
        case .repeated, .cookie, .stream: questions.addresses
        case .neverSeen: questions.neverSeen()
        case .unknown: questions.unknown()
        case .outside: (0..<world.outside.count).map { "\(world.outside.host($0)) A" }
        case .ports: questions.ports
        case .headless, .headlessOverStream: ["\(world.headless.host) A"]
        }
    }

    /// How it is asked.
    package func load(_ questions: QuestionFile, seconds: Int) -> Load {
        var load = Load(questions, seconds: seconds)
        switch self {
        case .repeated, .neverSeen, .unknown, .outside, .ports: break
        case .headless: load.extensions = .plain
        case .cookie: load.extensions = .option("10:0123456789abcdef")
        case .stream, .headlessOverStream: load.overStream = true
        }
        return load
    }

    /// Whether it is about names that others know.
    package var asksOutside: Bool {
        self == .outside
    }

    /// Whether the first time that a name is asked for is not what is to be measured.
    package var needsWarmth: Bool {
        switch self {
        case .neverSeen, .unknown: false
        case .repeated, .outside, .ports, .headless, .headlessOverStream, .cookie, .stream: true
        }
    }
}
