import DNSModel
import Testing

@Suite("Label")
struct LabelTests {
    @Test("a label has 1 to 63 octets", arguments: [(0, false), (1, true), (63, true), (64, false), (255, false)])
    func bounds(length: Int, isLabel: Bool) {
        #expect((Label(octets: Array(repeating: 0x61, count: length)) != nil) == isLabel)
        #expect((Label(String(repeating: "a", count: length)) != nil) == isLabel)
    }

    @Test("the bound is in octets, not in characters", arguments: [(31, true), (32, false)])
    func octets(characters: Int, isLabel: Bool) {
        #expect((Label(String(repeating: "é", count: characters)) != nil) == isLabel)
    }

    @Test(
        "labels compare without case, and only letters of ASCII have one",
        arguments: [
            ("abc", "ABC", true), ("a-1", "A-1", true), ("ab", "abc", false), ("[", "{", false), ("@", "`", false), ("é", "É", false),
        ])
    func equality(left: String, right: String, isEqual: Bool) throws {
        let left = try #require(Label(left))
        let right = try #require(Label(right))
        #expect((left == right) == isEqual)
        #expect((Set([left, right]).count == 1) == isEqual)
    }

    @Test("labels sort octet by octet, the shorter first (RFC 4034 §6.1)")
    func order() {
        let sorted = ["*", "a", "aa", "B", "z", "Zz"].compactMap { Label($0) }
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test(
        "a label is printed in lower case with what is special escaped",
        arguments: [
            ([0x41, 0x62], "ab"), ([0x2E], "\\."), ([0x5C], "\\\\"), ([0], "\\000"), ([0x20], "\\032"), ([0xFF, 0x40], "\\255\\@"),
        ] as [([UInt8], String)])
    func presentation(octets: [UInt8], text: String) {
        #expect(Label(octets: octets)?.description == text)
    }
}
