import KubernetesObjects
import Manifests
import Testing

@Suite("Aliases and merge keys are expanded")
struct AliasTests {
    @Test(
        "An alias is what its anchor was",
        arguments: [
            ("a: &x 1\nb: *x\n", "{a: 1, b: 1}"), ("a: &x {c: d}\nb: [*x, *x]\n", "{a: {c: \"d\"}, b: [{c: \"d\"}, {c: \"d\"}]}"),
            ("- &x 1\n- *x\n- &x 2\n- *x\n", "[1, 1, 2, 2]"), ("a: &x !!str 1\nb: {*x : 2}\n", "{a: \"1\", b: {1: 2}}"),
            ("a: &x k\n*x : 2\n", "{a: \"k\", k: 2}"), ("{\"a\": &x b, \"c\":*x}", "{a: \"b\", c: \"b\"}"),
            ("a: &x-1_Z\n  - 1\nb: *x-1_Z # here\n", "{a: [1], b: [1]}"), ("a: &x\nb: *x\n", "{a: null, b: null}"),
        ])
    func aliases(text: String, expected: String) throws {
        #expect(try read(text).map(rendered) == [expected])
    }

    @Test(
        "What a mapping merges stands below what it says itself, a later merged one below an earlier",
        arguments: [
            ("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3\n", "{a: {k: 1, l: 2}, b: {k: 3, l: 2}}"),
            ("a: &x {k: 1}\nb: {k: 3, <<: *x}\n", "{a: {k: 1}, b: {k: 3}}"),
            ("a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc: {<<: [*x, *y]}\n", "{a: {k: 1}, b: {k: 2, l: 2}, c: {k: 1, l: 2}}"),
            ("a: {<<: {k: 1}, l: 2}\n", "{a: {l: 2, k: 1}}"),
            ("a: &x {k: 1}\nb: &y {<<: *x}\nc: {<<: *y}", "{a: {k: 1}, b: {k: 1}, c: {k: 1}}"),
        ])
    func merges(text: String, expected: String) throws {
        #expect(try read(text).map(rendered) == [expected])
    }

    @Test("An alias stands at its own place; what is in it, at the anchor's")
    func place() throws {
        let documents = try read("a: &x [1]\nb: *x\n")
        #expect(documents.flatMap(places) == ["1:1", "1:1", "1:4", "1:8", "2:1", "2:4", "1:8"])
    }

    @Test(
        "An alias of nothing, or in a wrong place, is an error there",
        arguments: [
            ("a: *x", "1:4: not YAML: no anchor \"x\" above this alias: correct the text here or just above"),
            ("a: &x [*x]", "1:8: not YAML: no anchor \"x\" above this alias: correct the text here or just above"),
            ("a: &x 1\n---\nb: *x", "3:4: not YAML: no anchor \"x\" above this alias: correct the text here or just above"),
            (
                "- *.example",
                "1:3: not YAML: `*` begins the alias of an anchor; quote it where it is text: correct the text here or just above"
            ),
            ("- **", "1:3: not YAML: `*` begins the alias of an anchor; quote it where it is text: correct the text here or just above"),
            ("- *a b", "1:3: not YAML: `*` begins the alias of an anchor; quote it where it is text: correct the text here or just above"),
            ("- &y *a", "1:3: not YAML: `*` begins the alias of an anchor; quote it where it is text: correct the text here or just above"),
            ("a: {<<: 1}", "1:9: not YAML: `<<` takes a mapping or a sequence of mappings: correct the text here or just above"),
            ("a: {<<: [{}, 1]}", "1:9: not YAML: `<<` takes a mapping or a sequence of mappings: correct the text here or just above"),
        ])
    func wrong(text: String, expected: String) {
        #expect(failure(text) == expected)
    }
}
