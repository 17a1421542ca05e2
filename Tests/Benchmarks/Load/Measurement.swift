/// A load, and what the server used for it.
package struct Measurement: Sendable {
    /// What dnsperf says.
    package let result: LoadResult
    /// Microseconds in user space for each answer.
    package let userMicroseconds: Double
    /// Microseconds in the kernel for each answer.
    package let systemMicroseconds: Double

    /// Asks a server and looks at what it used before and after.
    package init(of server: MeasuredServer, under load: Load) throws {
        let before = try server.usage()
        result = try DNSPerf(port: server.port).run(load)
        let after = try server.usage()
        let answers = Double(max(result.completed, 1))
        userMicroseconds = (after.userSeconds - before.userSeconds) * 1_000_000 / answers
        systemMicroseconds = (after.systemSeconds - before.systemSeconds) * 1_000_000 / answers
    }
}
