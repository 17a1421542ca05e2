/// A load, and what the server used for it.
package struct Measurement: Sendable {
    /// What dnsperf says.
    package let result: LoadResult
    /// Microseconds in user space for each answer.
    package let userMicroseconds: Double
    /// Microseconds in the kernel for each answer.
    package let systemMicroseconds: Double

    /// Asks a server for a second, so that what it does once for each name is done, then measures, and looks at what it used before
    /// and after.
    package init(of server: MeasuredServer, under load: Load) throws {
        var warmUp = load
        warmUp.seconds = 1
        _ = try DNSPerf(port: server.port).run(warmUp)
        let before = try server.usage()
        result = try DNSPerf(port: server.port).run(load)
        let after = try server.usage()
        let answers = Double(max(result.completed, 1))
        userMicroseconds = (after.userSeconds - before.userSeconds) * 1_000_000 / answers
        systemMicroseconds = (after.systemSeconds - before.systemSeconds) * 1_000_000 / answers
    }
}
