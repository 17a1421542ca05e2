/// How a server is asked.
package struct Load: Sendable {
    /// What is asked.
    package var questions: QuestionFile
    /// For how long.
    package var seconds: Int
    /// Queries a second; nil for as many as the server answers.
    package var rate: Int?
    /// Over TCP instead of UDP.
    package var overStream = false
    /// With EDNS, and perhaps with this option: `10:0123456789abcdef`.
    package var extensions = Extensions.none

    /// What queries say beside the question.
    package enum Extensions: Hashable, Sendable {
        case none
        case plain
        case option(String)
    }

    /// Sockets that ask: few enough for all TCP connections that dnsmasq takes, enough for the kernel to spread.
    private static let clients = 20
    /// Queries that wait for an answer at a time: what no server's socket buffer is too small for.
    private static let outstanding = 100

    /// Threads that ask: half of the processors are the server's.
    private static var threads: Int {
        min(max(Machine.processors / 2, 1), clients)
    }

    /// Plain queries over UDP, as many as the server answers.
    package init(_ questions: QuestionFile, seconds: Int, rate: Int? = nil) {
        self.questions = questions
        self.seconds = seconds
        self.rate = rate
    }

    /// The arguments of dnsperf; `verbose` has it print each query's latency.
    package func arguments(port: UInt16, verbose: Bool) -> [String] {
        [
            "-s", "127.0.0.1", "-p", "\(port)", "-d", questions.path, "-l", "\(seconds)", "-c", "\(Self.clients)", "-q",
            "\(Self.outstanding)",
            "-T", "\(Self.threads)", "-t", "1",
        ] + (overStream ? ["-m", "tcp"] : []) + (rate.map { ["-Q", "\($0)"] } ?? []) + (verbose ? ["-v"] : []) + extensionArguments
    }

    private var extensionArguments: [String] {
        switch extensions {
        case .none: []
        case .plain: ["-e"]
        case .option(let option): ["-E", option]
        }
    }
}
