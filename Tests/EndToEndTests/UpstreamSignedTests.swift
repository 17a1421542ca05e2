import Foundation
import TestSupport
import Testing

/// The signed server is what the tests of validation believe.
@Suite(.timeLimit(.minutes(20))) struct UpstreamSignedTests {
    @Test("a validator of others accepts its zone by its own keys, and not by those of another, nor unsigned")
    func delv() throws {
        let (first, second) = (try SignedUpstream(), try SignedUpstream())
        let unsigned = try SignedUpstream(isSigned: false)
        let keys = try first.trustAnchor()
        #expect(try Self.validate("www.example.test", on: first, by: keys).contains("; fully validated"))
        #expect(try Self.validate("missing.example.test", on: first, by: keys).contains("; negative response, fully validated"))
        for other in [second, unsigned] {
            #expect(try Self.validate("www.example.test", on: other, by: keys).contains("resolution failed"))
        }
    }

    private static func validate(_ name: String, on upstream: SignedUpstream, by keys: String) throws -> String {
        let folder = try TemporaryDirectory()
        let fields = keys.split(whereSeparator: \.isWhitespace)
        let key = "\(fields[0]) static-key \(fields[4]) \(fields[5]) \(fields[6]) \"\(fields[7...].joined())\""
        try folder.write("anchors", "trust-anchors { \(key); };\n")
        let arguments = [
            "@\(upstream.server.address)", "-p", "\(upstream.server.port)", "-a", "\(folder.path)/anchors", "+root=example.test", name,
        ]
        let result = try withExtendedLifetime(upstream) { try Tool.run("delv", arguments) }
        return result.output + result.errors
    }
}
