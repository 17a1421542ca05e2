import KubernetesObjects
import Manifests
import Testing

@Suite("A file becomes one tree for each document, with positions")
struct DocumentTests {
    @Test(
        "Documents come in their order; empty ones declare nothing",
        arguments: [
            ("", []), ("# only a comment\n", []), ("---\n", []), ("---\n# x\n---\n", []), ("null\n---\n~\n", []),
            ("a: 1\n---\nb: 2\n", ["{a: 1}", "{b: 2}"]), ("a: 1\n...\n---\n---\nb: 2\n", ["{a: 1}", "{b: 2}"]),
            ("%YAML 1.1\n---\na: 1\n", ["{a: 1}"]), ("\u{FEFF}a: 1\n", ["{a: 1}"]), ("a: 1\r\n---\r\nb: 2\r\n", ["{a: 1}", "{b: 2}"]),
            ("- a\n- [b, {c: d}]\n- {}\n- []\n", ["[\"a\", [\"b\", {c: \"d\"}], {}, []]"]), ("text", ["\"text\""]),
        ])
    func documents(text: String, expected: [String]) throws {
        #expect(try read(text).map(rendered) == expected)
    }

    @Test(
        "A node stands where its first character does, counted from 1 in characters",
        arguments: [
            ("a: 1\n", ["1:1", "1:1", "1:4"]),
            ("\n# c\nmetadata:\n  name: x\n", ["3:1", "3:1", "4:3", "4:3", "4:9"]),
            ("- a\n- - b\n", ["1:1", "1:3", "2:3", "2:5"]),
            ("ü: *?ü\n", []),
            ("é: 'x*'\nb: c\n", ["1:1", "1:1", "1:4", "2:1", "2:4"]),
            ("{a: [x*, '?', y]}", ["1:1", "1:2", "1:5", "1:6", "1:10", "1:15"]),
            ("\u{FEFF}a: b", ["1:1", "1:1", "1:4"]),
        ])
    func positions(text: String, expected: [String]) {
        let documents = (try? read(text)) ?? []
        #expect(documents.flatMap(places) == expected)
    }

    @Test("A JSON file is read, with characters beyond U+FFFF as its two escapes")
    func json() throws {
        let text = #"{"a": "\ud83d\ude00\uD83D\uDE01\u00e9", "b":[1,-2.5e1,true,null,"\/"],"c":{"d":"\\ud83d\\ude00"}}"#
        let documents = try read(text, file: "x.json")
        #expect(documents.map(rendered) == [#"{a: "😀😁é", b: [1, -25.0, true, null, "/"], c: {d: "\\ud83d\\ude00"}}"#])
    }

    @Test("A surrogate pair moves nothing that follows it on the line")
    func surrogatesKeepColumns() throws {
        let documents = try read(#"{"a":"\ud83d\ude00","b":1}"#, file: "x.json")
        #expect(documents.flatMap(places) == ["1:1", "1:2", "1:6", "1:21", "1:25"])
    }

    @Test(
        "A lone surrogate is an error in JSON, and any is in YAML",
        arguments: [(#"{"a":"\ud83d"}"#, "x.json"), (#"{"a":"\ude00\ud83d"}"#, "x.json"), (#"{"a":"\ud83d\ude00"}"#, "x.yaml")])
    func surrogates(text: String, file: String) {
        #expect(failure(text, file: file)?.hasPrefix("1:") == true)
    }

    @Test("JSON that is indented with tabs is read")
    func tabs() throws {
        #expect(try read("{\n\t\"a\": [\n\t\t1\n\t]\n}\n", file: "x.json").map(rendered) == ["{a: [1]}"])
    }
}
