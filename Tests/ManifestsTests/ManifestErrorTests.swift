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

    private static let tab = "not YAML: a tab: indent with spaces"
    private static let template = "not YAML: a template: render it first (helm template)"
    private static let address = "not YAML: \"[\" begins a list: put the address in quotation marks"
    private static let indentation =
        "not YAML: the indentation does not fit the lines above: begin the fields of one mapping in one column, "
        + "and indent what belongs to a field or to a \"- \" by two spaces"

    @Test(
        "The commonest mistakes are called by their names",
        arguments: [
            ("a: 1\n\tb: 2\n", "2:1: \(tab)"), ("a:\n\tb: 2\n", "2:1: \(tab)"), ("a:\r\n  \tb: 2\r\n", "2:3: \(tab)"),
            ("a:\n\t- b\n", "2:1: \(tab)"), ("a:\n- b:\n  -\tc: 1\n", "3:4: \(tab)"), ("\ta: 1\n", "1:1: \(tab)"),
            ("a:\n  b: {{ .Values.b }}\n", "2:7: \(template)"), ("a: {{b}}\n", "1:5: \(template)"),
            ("{{- if .Values.x }}\na: 1\n{{- end }}\n", "1:3: \(template)"), ("a:\n  b: {{ .Values.b }}-x\n", "2:21: \(template)"),
            ("a:\n  {{- include \"x\" . | nindent 4 }}\n", "2:5: \(template)"),
            ("a: 1\n{{- range .x }}\n  b: {{ . | quote }}\n{{- end }}\n", "3:3: \(template)"),
            ("listen: [::1]:53\n", "1:10: \(address)"), ("listen: [[::1]:53]\n", "1:11: \(address)"),
            ("a:\n- [fd00::1]:53\n", "2:12: \(address)"), ("a: [127.0.0.1:53, [::1]:53]\n", "1:20: \(address)"),
            ("a: [::1, fd00::1]\n", "1:5: \(address)"),
            ("a: 1\nports:\n- name: http\nport: 80\n- name: https\nport: 443\n", "5:1: \(indentation)"),
            ("a:\n  b: 1\n c: 2\n", "3:2: \(indentation)"), ("a:\n  - b: 1\n   c: 2\n", "3:4: \(indentation)"),
            ("a:\n  b: x\n   c: 2\n", "3:5: \(indentation)"), ("a:\n  - b\n  c: 1\n", "3:3: \(indentation)"),
        ])
    func commonMistakes(text: String, expected: String) {
        #expect(failure(text) == expected)
    }

    @Test(
        "What only looks like a common mistake is told of in the parser's words",
        arguments: [
            ("a: [b\nc: 1\n", "2:2: not YAML: did not find expected ',' or ']' while"), ("a: \"b\" c\n", "1:8: not YAML: did not find"),
            ("a: [\"[::1]:53\", b\n", "2:1: not YAML: did not find expected ',' or ']' while"),
            ("a: {b: {c: 1}}}\n", "1:15: not YAML: did not find"), ("x: {{a: b}: c}\n", "1:5: the name of a field is not text"),
        ])
    func otherMistakes(text: String, expected: String) {
        #expect(failure(text)?.hasPrefix(expected) == true, "\(failure(text) ?? "no error")")
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
