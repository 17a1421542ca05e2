import Testing

struct FixedWidthArithmeticTests {
    @Test("Numbers of a message are added where they cannot overflow")
    func absence() throws {
        let sources = try SourceTree.sources.get()
        let arithmetic = FixedWidthArithmetic(models: sources.filter { ["DNSModel", "DNSWire"].contains($0.target) })
        for file in sources where ForbiddenConstruct.wire.contains(where: file.path.hasPrefix) {
            #expect(arithmetic.places(in: file) == [])
        }
    }

    private static let declarations = """
        struct Header {
            let length: UInt16
            package private(set) var timeToLive: UInt32
        }
        """

    @Test(
        "A sum that can overflow is found",
        arguments: [
            "let a = length + 2", "header.length - 12", "2 * header.length", "header.timeToLive += 1", "Int(length + 2)",
            "var count: UInt16 = 0; count += 1",
            "let count: UInt8; self.count -= 1", "a[length + 1]", "extensions?.length + 1", "1 / length", "a % header.length",
            "f(length) { $0 } + length",
            "func f(octet: UInt8) { g(octet - 1) }", "guard let mark = reader.uint16(of: packet), mark - 1 > 0 else { return }",
        ])
    func found(line: String) {
        #expect(Self.finds(in: line))
    }

    @Test(
        "A sum that cannot is not",
        arguments: [
            "let a = Int(length) + 2", "length &+ 2", "header.timeToLive &+= 1", "octets.count + 1", "1 + octets.count", "-length",
            "length >> 8", "UInt16(high) << 8", "// length + 2", "\"length + 2\"", "lengths + 2", "length.description + text",
            "let total = Int(header.length) + Int(header.count)", "length == 0 ? a : b", "var count: UInt16 = 0; octets.count + 1",
            "let length = octets.count; length + 2",
            "let (a, length) = (1, 2); length + 2", "func f(length: Int) { length + 2 }",
        ])
    func notFound(line: String) {
        #expect(!Self.finds(in: line))
    }

    private static func finds(in line: String) -> Bool {
        let model = SourceFile(path: "Sources/DNSWire/Header.swift", text: declarations)
        return FixedWidthArithmetic(models: [model]).places(in: SourceFile(path: "Sources/DNSWire/Example.swift", text: line)) != []
    }
}
