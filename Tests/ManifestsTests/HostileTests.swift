import KubernetesObjects
import Manifests
import Testing

/// A text that some part of a YAML reader has no bound for.
struct Hostile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let isExpected: @Sendable (ManifestError) -> Bool

    init(_ name: String, _ text: String, _ isExpected: @escaping @Sendable (ManifestError) -> Bool) {
        testDescription = name
        self.text = text
        self.isExpected = isExpected
    }
}

private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

/// Each level holds the one below it nine times.
private func laughs(_ levels: Int) -> String {
    let lines = (1...levels).map { level in "a\(level): &a\(level) [\(times(9, "*a\(level - 1),"))]\n" }
    return "a0: &a0 [x,x,x]\n" + lines.joined()
}

private func isNestedTooDeep(_ error: ManifestError) -> Bool { if case .nestedTooDeep = error { true } else { false } }
private func isTooManyNodes(_ error: ManifestError) -> Bool { if case .tooManyNodes = error { true } else { false } }
private func isKeyNotAScalar(_ error: ManifestError) -> Bool { if case .keyIsNotAScalar = error { true } else { false } }
private func isSyntax(_ error: ManifestError) -> Bool { if case .syntax = error { true } else { false } }

@Suite("Hostile text ends in an error, at a bounded cost")
struct HostileTests {
    static let texts = [
        Hostile("more octets than allowed", times(ManifestLimits.octets + 1, " ")) { $0 == .tooLarge },
        Hostile("brackets as far as they are let through", times(100_000, "["), isNestedTooDeep),
        Hostile("brackets beyond the bound of values", times(ManifestLimits.nodes + 1, "["), isTooManyNodes),
        Hostile("braces", times(100_000, "{"), isNestedTooDeep),
        Hostile("mappings of mappings", times(50_000, "{a: "), isNestedTooDeep),
        Hostile("sequences of sequences", times(100_000, "- "), isNestedTooDeep),
        Hostile("sequences that are not indented", times(40, "- a:\n  ") + times(600, "- - "), isNestedTooDeep),
        Hostile("pairs in sequences", times(60, "[a: ") + "1" + times(60, "]"), isNestedTooDeep),
        Hostile("explicit keys of explicit keys", times(200_000, "? "), isKeyNotAScalar),
        Hostile("explicit keys in front of much", times(60, "? ") + "[" + times(100_000, "1,") + "]", isKeyNotAScalar),
        Hostile("collections as keys", times(100_000, "- {[1]: 2}\n"), isKeyNotAScalar),
        Hostile("a few of these", times(100, "- {[1]: 2}\n"), isKeyNotAScalar),
        Hostile("aliases of aliases", laughs(30), isTooManyNodes),
        Hostile("the same as a key", laughs(4) + "*a4 : 1\n", isKeyNotAScalar),
        Hostile("the same as an explicit key", laughs(30) + "? *a30\n: 1\n", isKeyNotAScalar),
        Hostile("the same merged", "a0: &a0 {k: 1}\n" + times(100_000, "- {<<: [*a0]}\n")) {
            if case .mistake(.indentation, _) = $0 { true } else { false }
        },
        Hostile(
            "much merged often", "- &a {" + (0..<8_000).map { "k\($0): 1," }.joined() + "}\n" + times(300, "- {<<: *a}\n")
        ) {
            isTooManyNodes($0)
        },
        Hostile("a chain of aliases", "- &a [x]\n" + times(100_000, "- &a [*a]\n"), isNestedTooDeep),
        Hostile("an alias of itself", "&a [*a]", isSyntax),
        Hostile("flow values", "[" + times(ManifestLimits.nodes + 1, ",") + "]", isTooManyNodes),
        Hostile("documents", times(100_001, "--- 1\n")) { if case .tooManyDocuments = $0 { true } else { false } },
        Hostile("empty documents", times(100_001, "---\n")) { if case .tooManyDocuments = $0 { true } else { false } },
        Hostile("a directive many times", times(100_000, "%TAG !a! tag:a\n"), isSyntax),
    ]

    @Test("The error is the one that says what there is too much of", arguments: texts)
    func hostile(_ hostile: Hostile) {
        let error = #expect(throws: ManifestError.self) { try read(hostile.text) }
        #expect(error.map(hostile.isExpected) == true, "\(error as Any)")
    }

    @Test("Levels up to the bound are read, whatever they are made of, and one more is not")
    func depth() throws {
        for (open, close) in [("[", "]"), ("{a: ", "}")] {
            #expect(try read(times(64, open) + "1" + times(64, close)).count == 1)
            #expect(throws: ManifestError.nestedTooDeep(Position(line: 1, column: 1 + 64 * open.utf8.count))) {
                try read(times(65, open) + "1" + times(65, close))
            }
        }
        #expect(try read(times(64, "- ") + "1").count == 1)
        #expect(failure(times(65, "- ") + "1")?.contains("nested deeper than 64 levels") == true)
    }

    @Test("Levels in an alias count where the alias stands")
    func depthOfAlias() throws {
        let anchor = "a: &a " + times(32, "[") + times(32, "]") + "\n"
        #expect(try read(anchor + "b: " + times(31, "[") + "*a" + times(31, "]")).count == 1)
        #expect(failure(anchor + "b: " + times(32, "[") + "*a" + times(32, "]"))?.contains("nested deeper") == true)
    }

    @Test("Many anchors, each used once, are read")
    func anchors() throws {
        let text = (0..<20_000).map { "- &id\($0) {a: b}\n- *id\($0)\n" }.joined()
        #expect(try read(text).map(rendered).first?.utf8.count == 40_000 * 10)
    }

    @Test("Text that only looks like structure is no structure")
    func text() throws {
        let line = "  ? [[[ *a* &b {{{ - - - ]: }: \\ud83d\\ude00\n"
        let documents = try read("a: |\n" + times(1_000, line))
        #expect(documents.map(rendered) == ["{a: " + times(1_000, String(line.dropFirst(2))).debugDescription + "}"])
    }
}
