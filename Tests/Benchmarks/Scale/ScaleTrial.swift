import TestSupport

/// One server over one directory: its start, its memory, and what changes cost it.
struct ScaleTrial {
    let tree: ServiceTree
    let reloads: Int

    /// How long the server is left alone before its memory is read.
    private static let rest = Duration.milliseconds(300)

    func run() throws -> ScalePoint {
        let directory = try ChangingDirectory(tree)
        let started = ContinuousClock.now
        let server = try RunningServer(["--manifests", directory.path], atMost: ReloadTrial.startBound)
        var prober = try Prober(port: server.port)
        guard let answered = try prober.probe(until: 1, atMost: ReloadTrial.patience) else { throw NotAnswered() }
        try prober.probe(for: Self.rest)
        let memory = try ProcessMemory(of: server.processIdentifier)
        var changes: [ScaleChange] = []
        for _ in 0..<reloads { changes.append(try change(in: directory, of: server, &prober)) }
        return withExtendedLifetime(server) { ScalePoint(tree: tree, start: answered - started, memory: memory, changes: changes) }
    }

    private func change(in directory: ChangingDirectory, of server: RunningServer, _ prober: inout Prober) throws -> ScaleChange {
        let isMeasured = ProcessMemory.forgetPeak(of: server.processIdentifier)
        try directory.prepare()
        let renamed = try directory.change()
        guard let seen = try prober.probe(until: directory.generation, atMost: ReloadTrial.patience) else { throw NotAnswered() }
        try prober.probe(for: Self.rest)
        return ScaleChange(
            delay: seen - renamed, memory: try ProcessMemory(of: server.processIdentifier), hasPeak: isMeasured)
    }

    struct NotAnswered: Error {}
}
