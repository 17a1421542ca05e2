import KubernetesObjects
import Testing

@Suite("Scalars are what the API server's YAML takes them for")
struct ScalarTests {
    @Test(
        "Plain text is null, a boolean, an integer, a number, or text",
        arguments: [
            ("", "null"), ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", "\"nULL\""),
            ("true", "true"), ("True", "true"), ("TRUE", "true"), ("yes", "true"), ("On", "true"), ("y", "true"), ("Y", "true"),
            ("false", "false"), ("no", "false"), ("OFF", "false"), ("n", "false"), ("yEs", "\"yEs\""), ("truely", "\"truely\""),
            ("0", "0"), ("-1", "-1"), ("+1", "1"), ("1_000", "1000"), ("0x1F", "31"), ("-0x1f", "-31"), ("0o17", "15"), ("017", "15"),
            ("0b101", "5"), ("08", "8.0"), ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
            ("9223372036854775808", "9.223372036854776e+18"), ("99999999999999999999", "1e+20"), ("0x", "\"0x\""),
            ("1.5", "1.5"), ("1.", "1.0"), (".5", "0.5"), ("-.5", "-0.5"), ("1e3", "1000.0"), ("1.5E-1", "0.15"), ("1e", "\"1e\""),
            (".", "\".\""), ("+", "\"+\""), ("1.2.3", "\"1.2.3\""), ("10.0.0.1", "\"10.0.0.1\""), ("1e999", "\"1e999\""),
            (".inf", "inf"), ("-.Inf", "-inf"), (".nan", "nan"), ("fd00::1", "\"fd00::1\""), ("1:30", "\"1:30\""),
            ("2001-12-14", "\"2001-12-14\""), ("2001-12-14T21:59:43Z", "\"2001-12-14T21:59:43Z\""), ("1\u{301}", "\"1\u{301}\""),
            ("a*b ?", "\"a*b ?\""), ("?a", "\"?a\""), ("--1", "\"--1\""), ("0x+5", "\"0x+5\""), ("_1", "\"_1\""),
        ])
    func plain(text: String, expected: String) throws {
        let documents = try read("a: \(text)\n")
        #expect(documents.map(rendered) == ["{a: \(expected)}"])
    }

    @Test(
        "Quotes, blocks and tags decide over what text looks like",
        arguments: [
            ("'yes'", "\"yes\""), ("\"1\"", "\"1\""), ("''", "\"\""), ("|\n  1", "\"1\""), (">-\n  a\n  b", "\"a b\""),
            ("!!str 1", "\"1\""), ("! 1", "\"1\""), ("!!int '1'", "1"), ("!!float 1", "1.0"), ("!!bool 'yes'", "true"),
            ("!!null ''", "null"),
            ("!!timestamp 2001-12-14", "\"2001-12-14\""), ("!mine 1", "\"1\""), ("\"a\\n\\t*?\"", "\"a\\n\\t*?\""),
            ("'*.example'", "\"*.example\""),
            ("|\n  * x\n  ? y", "\"* x\\n? y\""), ("\"\\U0001F600\"", "\"😀\""),
        ])
    func styled(text: String, expected: String) throws {
        let documents = try read("a: \(text)")
        #expect(documents.map(rendered) == ["{a: \(expected)}"])
    }

    @Test(
        "The name of a field is text, whatever it looks like",
        arguments: [
            ("1: a", "{1: \"a\"}"), ("yes: a", "{true: \"a\"}"), ("'yes': a", "{yes: \"a\"}"), ("0x10: a", "{16: \"a\"}"),
            ("1.5: a", "{1.5: \"a\"}"), ("a b: c", "{a b: \"c\"}"), ("\"\": a", "{: \"a\"}"), ("a?*: b", "{a?*: \"b\"}"),
            ("foo[0]: b", "{foo[0]: \"b\"}"), ("<<<: 1", "{<<<: 1}"), ("'<<': 1", "{<<: 1}"),
        ])
    func keys(text: String, expected: String) throws {
        let documents = try read(text)
        #expect(documents.map(rendered) == [expected])
    }

    @Test(
        "A tag that its text belies is an error at the text",
        arguments: [
            ("a: !!int x", "1:4: not YAML: \"x\" is not what its tag says: correct the text here or just above"),
            ("a: !!bool 1", "1:4: not YAML: \"1\" is not what its tag says: correct the text here or just above"),
            ("a: !!null x", "1:4: not YAML: \"x\" is not what its tag says: correct the text here or just above"),
        ])
    func belied(text: String, expected: String) {
        #expect(failure(text) == expected)
    }
}
