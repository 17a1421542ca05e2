import TestSupport
import Testing

/// What a person can say of limits, and what is said back where that cannot be.
@Suite(.timeLimit(.minutes(20))) struct LimitSettingTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func check(_ text: String) throws -> Tool.Result {
        try folder.write("svcdns.conf", text)
        try folder.write("namespace.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n")
        return try Tool.svcdns(["check", "--strict", "--config", "\(folder.path)/svcdns.conf", folder.path])
    }

    @Test(
        "Each value that a limit can have is taken without a word",
        arguments: [
            "clientLimit: {queriesPerSecond: 1}", "clientLimit: {queriesPerSecond: 1000000, burst: 1000000}",
            "clientLimit: {queriesPerSecond: 100, burst: 1}", "rateLimit: {responsesPerSecond: 1}",
            "rateLimit: {responsesPerSecond: 1000000, slip: 0, ipv4PrefixLength: 1, ipv6PrefixLength: 1}",
            "rateLimit: {responsesPerSecond: 20, slip: 10, ipv4PrefixLength: 32, ipv6PrefixLength: 128}",
        ])
    func values(text: String) throws {
        let result = try check(text)
        #expect(result.status == 0 && result.output.hasPrefix("0 Services, 0 Pods: 0 errors, 0 warnings"), "\(result)")
    }

    @Test(
        "A limit that cannot be is told with its place and its mend",
        arguments: [
            ("clientLimit: {queriesPerSecond: 0}", ":1:33: clientLimit.queriesPerSecond: 0: is no number of queries: write 1 to 1000000"),
            ("clientLimit: {queriesPerSecond: -1}", ": -1: is no number of queries: write 1 to 1000000, or leave the key out"),
            ("clientLimit: {queriesPerSecond: 1000001}", ": 1000001: is no number of queries"),
            ("clientLimit: {queriesPerSecond: 99999999999999999999}", "clientLimit.queriesPerSecond: "),
            ("clientLimit: {queriesPerSecond: 1.5}", ": 1.5: is no number of queries"),
            ("clientLimit: {queriesPerSecond: \"5\"}", "takes a whole number, without quotation marks"),
            ("clientLimit: {queriesPerSecond: 5, burst: 0}", ":1:43: clientLimit.burst: 0: is no number of queries"),
            ("clientLimit: {queriesPerSecond: 5, burst: 1000001}", "clientLimit.burst: 1000001: is no number of queries"),
            ("clientLimit: {burst: 5}", ":1:22: clientLimit.burst: 5: has no effect without clientLimit.queriesPerSecond"),
            ("clientLimit: {}", ":1:14: clientLimit: holds nothing: leave it out; the keys are queriesPerSecond, burst"),
            ("clientLimit: 5", "clientLimit: must hold keys and values: the keys are queriesPerSecond, burst"),
            ("clientLimit: {rate: 5}", "clientLimit.rate: unknown key: the keys are queriesPerSecond, burst"),
            ("rateLimit: {responsesPerSecond: 0}", ":1:33: rateLimit.responsesPerSecond: 0: is no number of answers: write 1 to 1000000"),
            ("rateLimit: {responsesPerSecond: 5, slip: 11}", "rateLimit.slip: 11: is no number of queries: write 1 to 10"),
            ("rateLimit: {responsesPerSecond: 5, slip: -1}", "rateLimit.slip: -1: is no number of queries"),
            ("rateLimit: {responsesPerSecond: 5, ipv4PrefixLength: 33}", "33: is no length of an IPv4 prefix: write 1 to 32"),
            ("rateLimit: {responsesPerSecond: 5, ipv4PrefixLength: 0}", "0: is no length of an IPv4 prefix"),
            ("rateLimit: {responsesPerSecond: 5, ipv6PrefixLength: 129}", "129: is no length of an IPv6 prefix: write 1 to 128"),
            ("rateLimit: {slip: 2}", ":1:19: rateLimit.slip: 2: has no effect without rateLimit.responsesPerSecond"),
            ("rateLimit: {ipv4PrefixLength: 24}", "has no effect without rateLimit.responsesPerSecond, which is what turns the limit on"),
            ("rateLimit: {ipv6PrefixLength: 56}", "has no effect without rateLimit.responsesPerSecond"),
            ("ratelimit: {responsesPerSecond: 5}", "ratelimit: unknown key"),
        ])
    func mistakes(text: String, message: String) throws {
        let result = try check(text)
        #expect(result.status != 0 && result.errors.contains(message), "\(result)")
    }
}
