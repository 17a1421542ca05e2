import KubernetesObjects
import Manifests
import Testing

@Suite("What cannot be read says where and why")
struct ManifestErrorTests {
    @Test(
        "An error has a place and one line that tells how to mend it",
        arguments: [
            ("a: 1\nb: [\n", "3:1: not YAML: did not find expected node content while parsing a flow node that begins at line 3"),
            ("a: b: c\n", "1:5: not YAML: mapping values are not allowed in this context"),
            (
                "a: 1\n\tb: 2\n",
                "2:1: not YAML: found a tab character that violates indentation while scanning a plain scalar that begins at line 1"
            ),
            ("a: 1\nb: 2\na: 3\n", "1:1: the field \"a\" stands twice in one mapping: remove one"),
            ("s:\n  x: 1\n  'x': 3\n", "2:3: the field \"x\" stands twice in one mapping: remove one"),
            ("a*: 1\na*: 3\n", "1:1: the field \"a*\" stands twice in one mapping: remove one"),
            ("1: a\n0x1: b\n", "2:1: the field \"1\" stands twice in one mapping: remove one"),
            ("yes: a\nb: c\ntrue: b\n", "3:1: the field \"true\" stands twice in one mapping: remove one"),
            ("\"a\\nb\": 1\n\"a\\nb\": 1\n", "1:1: the field \"a\\nb\" stands twice in one mapping: remove one"),
            ("[a]: b\n", "1:1: the name of a field is not text: quote it, or write a plain word"),
            ("x: {{a: b}: c}\n", "1:5: the name of a field is not text: quote it, or write a plain word"),
            ("? [a]\n: b\n", "1:1: the name of a field is not text: quote it, or write a plain word"),
            ("x:\n  ? a\n  : b\n", "2:3: the name of a field is not text: quote it, or write a plain word"),
            ("? a\n", "1:1: the name of a field is not text: quote it, or write a plain word"),
            ("?\n", "1:1: the name of a field is not text: quote it, or write a plain word"),
            ("~: b\n", "1:1: the name of a field is not text: quote it, or write a plain word"),
            ("a: \u{1}\n", "1:4: not YAML: a character that YAML does not allow"),
            ("é: 1\nb: \u{FFFF}\n", "2:4: not YAML: a character that YAML does not allow"),
            ("a: \u{10FFFD}\n", "1:4: not YAML: U+10FFFB to U+10FFFD cannot be read"),
            ("a: 'x\n", "2:1: not YAML: found unexpected end of stream while scanning a quoted scalar that begins at line 1"),
        ])
    func errors(text: String, expected: String) {
        #expect(failure(text)?.hasPrefix(expected) == true, "\(failure(text) ?? "no error")")
        #expect(failure(text)?.contains("\n") == false)
    }

    @Test(
        "Octets that are not UTF-8 are an error at the first of them",
        arguments: [
            ([0xFF], "1:1"), ([0x61, 0x0A, 0x62, 0xC3], "2:2"), ([0xC3, 0xA9, 0x0D, 0x0A, 0xC3, 0xA9, 0xF0, 0x9F, 0x2A], "2:2"),
            ([0x61, 0xE2, 0x80, 0xA8, 0x80], "2:1"), ([0xEF, 0xBB, 0xBF, 0x61, 0x80], "1:2"),
            ([0x61, 0x0D, 0x62, 0xED, 0xA0, 0x80], "2:2"),
        ] as [([UInt8], String)])
    func encoding(octets: [UInt8], expected: String) {
        let error = #expect(throws: ManifestError.self) { try ManifestReader.documents(of: octets, file: "x.yaml") }
        guard case .notUTF8(let position)? = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(place(position) == expected)
    }

    @Test("An error is a problem of its file, and concerns no object")
    func problem() {
        let error = ManifestError.duplicateKey("a", Position(line: 2, column: 3))
        #expect(error.problem(in: "d/x.yaml").description == "d/x.yaml:2:3: error: the field \"a\" stands twice in one mapping: remove one")
    }
}
