import ServiceRegistry
import Testing

struct LabelSelectorTests {
    /// A text, and what it asks for.
    struct Sentence: Sendable, CustomTestStringConvertible {
        let text: String
        let requirements: [LabelSelector.Requirement]

        init(_ text: String, _ requirements: [LabelSelector.Requirement]) {
            self.text = text
            self.requirements = requirements
        }

        var testDescription: String { text.debugDescription }
    }

    @Test("A selector is read as kubectl reads it", arguments: sentences)
    func parses(_ row: Sentence) throws {
        #expect(try LabelSelector(row.text) == LabelSelector(row.requirements))
    }

    static let sentences: [Sentence] = [
        Sentence("", []),
        Sentence(" \t\r\n ", []),
        Sentence("a", [.exists("a")]),
        Sentence("!a", [.doesNotExist("a")]),
        Sentence(" ! a ", [.doesNotExist("a")]),
        Sentence("a=b", [.isOneOf("a", ["b"])]),
        Sentence("a==b", [.isOneOf("a", ["b"])]),
        Sentence("a!=b", [.isNoneOf("a", ["b"])]),
        Sentence(" a\t=\nb ", [.isOneOf("a", ["b"])]),
        Sentence("a=", [.isOneOf("a", [""])]),
        Sentence("a!=", [.isNoneOf("a", [""])]),
        Sentence("a=,b", [.isOneOf("a", [""]), .exists("b")]),
        Sentence("a>5", [.isGreater("a", 5)]),
        Sentence("a < 007", [.isLess("a", 7)]),
        Sentence("a>9223372036854775807", [.isGreater("a", .max)]),
        Sentence("a in (b)", [.isOneOf("a", ["b"])]),
        Sentence("a in(b,c)", [.isOneOf("a", ["b", "c"])]),
        Sentence("a notin ( b , c )", [.isNoneOf("a", ["b", "c"])]),
        Sentence("a in ()", [.isOneOf("a", [""])]),
        Sentence("a in (,)", [.isOneOf("a", [""])]),
        Sentence("a in (,b)", [.isOneOf("a", ["", "b"])]),
        Sentence("a in (b,)", [.isOneOf("a", ["", "b"])]),
        Sentence("a in (b,,c)", [.isOneOf("a", ["", "b", "c"])]),
        Sentence("a in (b,b)", [.isOneOf("a", ["b"])]),
        Sentence("x in (foo,,baz),y,z notin ()", [.isOneOf("x", ["foo", "", "baz"]), .exists("y"), .isNoneOf("z", [""])]),
        Sentence("in in (in, notin), notin=in, !in", [.isOneOf("in", ["in", "notin"]), .isOneOf("notin", ["in"]), .doesNotExist("in")]),
        Sentence("In=IN", [.isOneOf("In", ["IN"])]),
        Sentence("app.kubernetes.io/name=web,tier!=edge", [.isOneOf("app.kubernetes.io/name", ["web"]), .isNoneOf("tier", ["edge"])]),
        Sentence("a=b,a=c", [.isOneOf("a", ["b"]), .isOneOf("a", ["c"])]),
        Sentence("A_b.c-1=Z_y.x-0", [.isOneOf("A_b.c-1", ["Z_y.x-0"])]),
        Sentence(long("a", 63) + "=" + long("b", 63), [.isOneOf(long("a", 63), [long("b", 63)])]),
        Sentence(long("a", 253) + "/" + long("b", 63), [.exists(long("a", 253) + "/" + long("b", 63))]),
        Sentence(
            (0..<1000).map { "k\($0)" }.joined(separator: ","), (0..<1000).map { .exists("k\($0)") }),
    ]

    /// A text, and what is said of it.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String

        init(_ text: String, _ message: String) {
            self.text = text
            self.message = message
        }

        var testDescription: String { String(text.debugDescription.prefix(80)) }
    }

    @Test("What is no selector is told where it stands, and how to write it", arguments: mistakes)
    func complains(_ row: Mistake) {
        let error = #expect(throws: LabelSelectorError.self) { try LabelSelector(row.text) }
        #expect(error?.description == row.message)
    }

    static let mistakes: [Mistake] = [
        Mistake(",", "column 1: found \",\" instead of a label's key: \(writeKey)"),
        Mistake("a,", "column 3: found the end instead of a label's key: \(writeKey)"),
        Mistake("a, ,b", "column 4: found \",\" instead of a label's key: \(writeKey)"),
        Mistake("=b", "column 1: found \"=\" instead of a label's key: \(writeKey)"),
        Mistake("!", "column 2: found the end instead of a label's key: \(writeKey)"),
        Mistake("!!a", "column 2: found \"!\" instead of a label's key: \(writeKey)"),
        Mistake("a,(b)", "column 3: found \"(\" instead of a label's key: \(writeKey)"),
        Mistake("-a=b", "column 1: \"-a\" is no key of a label: \(keyForm)"),
        Mistake("a.=b", "column 1: \"a.\" is no key of a label: \(keyForm)"),
        Mistake("!a:b", "column 2: \"a:b\" is no key of a label: \(keyForm)"),
        Mistake("/a", "column 1: \"/a\" is no key of a label: \(keyForm)"),
        Mistake("a/", "column 1: \"a/\" is no key of a label: \(keyForm)"),
        Mistake("a/b/c", "column 1: \"a/b/c\" is no key of a label: \(keyForm)"),
        Mistake("A/b", "column 1: \"A/b\" is no key of a label: \(keyForm)"),
        Mistake("a..b/c", "column 1: \"a..b/c\" is no key of a label: \(keyForm)"),
        Mistake("a-.b/c", "column 1: \"a-.b/c\" is no key of a label: \(keyForm)"),
        Mistake("ä=b", "column 1: \"\\u{00E4}\" is no key of a label: \(keyForm)"),
        Mistake("b, \"a\"", "column 4: \"\\\"a\\\"\" is no key of a label: \(keyForm)"),
        Mistake("\0", "column 1: \"\\0\" is no key of a label: \(keyForm)"),
        Mistake("\u{1B}[2J", "column 1: \"\\u{1B}[2J\" is no key of a label: \(keyForm)"),
        Mistake(long("a", 64), "column 1: \"\(long("a", 64))\" is no key of a label: \(keyForm)"),
        Mistake(long("a", 65), "column 1: \"\(long("a", 64))\"... is no key of a label: \(keyForm)"),
        Mistake(long("a", 254) + "/b", "column 1: \"\(long("a", 64))\"... is no key of a label: \(keyForm)"),
        Mistake("a b", "column 3: found \"b\" behind the key: \(writeOperator)"),
        Mistake("a IN (b)", "column 3: found \"IN\" behind the key: \(writeOperator)"),
        Mistake("a!b", "column 2: found \"!\" behind the key: \(writeOperator)"),
        Mistake("a(b)", "column 2: found \"(\" behind the key: \(writeOperator)"),
        Mistake("!a=b", "column 3: found \"=\" behind a requirement: separate requirements with commas"),
        Mistake("a=b c", "column 5: found \"c\" behind a requirement: separate requirements with commas"),
        Mistake("a in (b) c", "column 10: found \"c\" behind a requirement: separate requirements with commas"),
        Mistake("a=b=c", "column 4: found \"=\" behind a requirement: separate requirements with commas"),
        Mistake("a===b", "column 4: found \"=\" instead of a value: \(writeValue)"),
        Mistake("a=!b", "column 3: found \"!\" instead of a value: \(writeValue)"),
        Mistake("a>=5", "column 3: found \"=\" instead of a value: \(writeValue)"),
        Mistake("a=(b)", "column 3: found \"(\" instead of a value: \(writeValue)"),
        Mistake("a=b/c", "column 3: \"b/c\" is no value of a label: \(valueForm)"),
        Mistake("a!=-b", "column 4: \"-b\" is no value of a label: \(valueForm)"),
        Mistake("a in (b, c_)", "column 10: \"c_\" is no value of a label: \(valueForm)"),
        Mistake("a=" + long("b", 64), "column 3: \"\(long("b", 64))\" is no value of a label: \(valueForm)"),
        Mistake("a>-5", "column 3: \"-5\" is no value of a label: \(valueForm)"),
        Mistake("a>", "column 3: found the end instead of a whole number: \(writeNumber)"),
        Mistake("a<,b", "column 3: found \",\" instead of a whole number: \(writeNumber)"),
        Mistake("a<1.5", "column 3: found \"1.5\" instead of a whole number: \(writeNumber)"),
        Mistake("a>9223372036854775808", "column 3: found \"9223372036854775808\" instead of a whole number: \(writeNumber)"),
        Mistake("a in", "column 5: found the end instead of a list: \(writeList)"),
        Mistake("a notin b", "column 9: found \"b\" instead of a list: \(writeList)"),
        Mistake("a in (", "column 7: found the end in a list: \(endList)"),
        Mistake("a in (b", "column 8: found the end in a list: \(endList)"),
        Mistake("a in (b c)", "column 9: found \"c\" in a list: \(endList)"),
        Mistake("a in ((b))", "column 7: found \"(\" in a list: \(endList)"),
        Mistake("a in (b=c)", "column 8: found \"=\" in a list: \(endList)"),
        Mistake(long("a,", 32769), "column 65537: a selector has at most 65536 octets"),
    ]

    private static let writeKey = "write \"key\", \"!key\" or \"key=value\""
    private static let keyForm =
        "use at most 63 letters, digits, \"-\", \"_\" and \".\", a letter or digit first and last; "
        + "a DNS name in lower case and \"/\" may stand in front"
    private static let valueForm = "use at most 63 letters, digits, \"-\", \"_\" and \".\", a letter or digit first and last"
    private static let writeOperator =
        "write =, ==, !=, <, >, \"in (a, b)\" or \"notin (a, b)\" there, or a comma before the next requirement"
    private static let writeValue = "write one value there, or none"
    private static let writeNumber = "write one behind < and >, as in \"key>5\""
    private static let writeList = "write \"(a, b)\" behind \"in\" and \"notin\""
    private static let endList = "separate its values with commas, and end it with \")\""

    private static func long(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    /// A selector, and the values of the label `a` that it selects; nil stands for an object without the label.
    struct Selection: Sendable, CustomTestStringConvertible {
        let text: String
        let selected: [String?]

        init(_ text: String, _ selected: [String?]) {
            self.text = text
            self.selected = selected
        }

        var testDescription: String { text }
    }

    @Test(
        "A selector selects what kubectl selects",
        arguments: [
            Selection("", [nil, "", "b", "c", "4", "6", "x6"]),
            Selection("a", ["", "b", "c", "4", "6", "x6"]),
            Selection("!a", [nil]),
            Selection("a=b", ["b"]),
            Selection("a=", [""]),
            Selection("a!=b", [nil, "", "c", "4", "6", "x6"]),
            Selection("a in (b,c)", ["b", "c"]),
            Selection("a in (,b)", ["", "b"]),
            Selection("a notin (b,c)", [nil, "", "4", "6", "x6"]),
            Selection("a>5", ["6"]),
            Selection("a<5", ["4"]),
            Selection("a>3,a<5", ["4"]),
            Selection("a=b,a=c", []),
            Selection("A", []),
        ])
    func selects(_ row: Selection) throws {
        let selector = try LabelSelector(row.text)
        let values: [String?] = [nil, "", "b", "c", "4", "6", "x6"]
        #expect(values.filter { selector.matches($0.map { ["a": $0] } ?? [:]) } == row.selected)
    }
}
