import Testing

/// What the sources must not have: it ends the process where a value is not as somebody thought, or it goes by the compiler's checks.
struct ForbiddenConstruct: Sendable, CustomTestStringConvertible {
    let name: String
    /// What a line of code is searched for, comments and the text of literals left out.
    let pattern: String
    /// The only folders where it may stand.
    var allowed: [String] = []
    /// The only folders where it is looked for; empty for all.
    var searched: [String] = []
    /// Lines that must be found.
    let examples: [String]
    /// Lines that look alike and must not be.
    let others: [String]

    var testDescription: String { name }

    func applies(to path: String) -> Bool {
        !allowed.contains(where: path.hasPrefix) && (searched.isEmpty || searched.contains(where: path.hasPrefix))
    }

    static let all = [
        forcedUnwrap, trap, hiddenError, unsafeMemory, uncheckedOptimization, assumedIsolation, narrowing,
    ]

    private static let forcedUnwrap = ForbiddenConstruct(
        name: "a forced unwrap, cast or try",
        pattern: #"[\w\])}>"?`]!(?!=)"#,
        examples: [
            "let a = b!", "a!.b()", "a![0]", "f(a!)", "a!?.b", "a! + 1", "g(a!, b)", "f()!", "[1].first!", "{ a }()!", "var a: Int!",
            "a! = 2", "a! == b", "let a = try! b()", "a as! B", "$0! < $1!", "\"\\(a!)\"", "[a! : b]", "let a: Array<Int>!", "a?.b?!",
            "#\"\\#(a!)\"#", "\"\"\" \\(f(\"x\", a!)) \"\"\"",
        ],
        others: [
            "a != b", "if !a", "[!a]", "map(!)", "(!a, !b)", "a !== b", "let text = \"stop!\"", "// a!", "/// `a!`", "b() // a!",
            "/* a! */",
            "\"\\\"a!\\\"\"", "#\"a\"!\"#", "a ? !b : c", "{ !$0 }", "/* /* */ a! */",
        ])

    private static let trap = ForbiddenConstruct(
        name: "an end of the process",
        pattern: #"\b(fatalError|abort|unsafelyUnwrapped|unreachable)\b"#,
        examples: ["fatalError()", "fatalError(\"no\")", "let end = fatalError", "abort()", "a.unsafelyUnwrapped"],
        others: ["// fatalError()", "\"fatalError()\"", "let aborted = true", "preconditionFailure()"])

    private static let hiddenError = ForbiddenConstruct(
        name: "an error that try? hides",
        pattern: #"\btry\?"#,
        examples: ["let a = try? b()", "if let a = try? b() {", "_ = try? a()"],
        others: ["try b()", "// try? b()", "let retry: Int?"])

    /// Where system calls and C libraries are. State and System are beside those of the network: they hold the calls on files (a
    /// directory that is locked and synchronised, a whole file in one read) and on the process (its limits, its heap, its supervisor).
    private static let unsafeMemory = ForbiddenConstruct(
        name: "memory without the compiler's guarantee",
        pattern: #"\bunsafe\b|\bunsafe[A-Z]|\bUnsafe[A-Z]|\bUnmanaged\b|\bOpaquePointer\b|@safe\b"#,
        allowed: ["Sources/DNSWire/", "Sources/Upstream/", plannedFolder]
            + ["Transport", "Reload", "State", "System"].map { "Sources/DNSServer/\($0)/" },
        examples: [
            "unsafe a.b()", "nonisolated(unsafe) var a = 0", "unowned(unsafe) let a: B", "UnsafePointer<UInt8>",
            "unsafeBitCast(a, to: B.self)",
            "unsafeDowncast(a, to: B.self)", "Unmanaged.passRetained(a)", "@unsafe func a()", "@safe struct A {", "let a: OpaquePointer?",
            "let a = UnsafeRawBufferPointer(b)",
        ],
        others: ["// unsafe", "\"unsafe\"", "let isUnsafe = true", "unsafely()", "let safe = true"])

    private static let uncheckedOptimization = ForbiddenConstruct(
        name: "a check that the compiler is told to leave out",
        pattern:
            #"Ounchecked|enforce-exclusivity=unchecked|@unchecked\b(?! Sendable)|remove-runtime-asserts|\b_unchecked\w*\(|@_semantics"#,
        examples: [
            ".unsafeFlags([-Ounchecked])", "-enforce-exclusivity=unchecked", "extension A: @unchecked B", "_uncheckedSubscript(0)",
        ],
        others: ["final class A: @unchecked Sendable {", "let unchecked = true", "// -Ounchecked"])

    private static let assumedIsolation = ForbiddenConstruct(
        name: "an isolation that is assumed",
        pattern: #"\bassumeIsolated\b"#,
        examples: ["MainActor.assumeIsolated { a() }"],
        others: ["// assumeIsolated"])

    /// `UInt16(x)` ends the process where x does not fit. Octets that are joined (`UInt16(high) << 8 | UInt16(low)`) only widen, and so
    /// do `Int(x)` and `UInt64(x)` of the numbers that a message has; `if let` reads a text; constants are seen by the first test.
    private static let narrowing = ForbiddenConstruct(
        name: "a conversion that need not fit",
        pattern: #"(?<![\w.])(?<!<< \d{1,2} \| )(?<!(if|guard) let \w{1,30} = )U?Int(8|16|32)\("#
            + #"(?!(truncatingIfNeeded|clamping|exactly|ascii|bitPattern|littleEndian|bigEndian):)"#
            + #"(?!-?\d|[A-Z_]+\)|Int32\.max\)|Self\.\w+\))(?!([^()]|\([^()]*\))*\) &?<<)"#,
        searched: wire,
        examples: [
            "let a = UInt16(b)", "UInt8(count)", "f(UInt32(a.count))", "Int32(a + b)", "[UInt8(a), 1]", "UInt16(a) | b", "UInt16(f(a)) + 1",
            "Int16(a)", "-Int8(a)", "a | UInt16(b)", "let a = UInt32(b)", "UInt32(a) + UInt32(b) << 8",
        ],
        others: [
            "UInt16(high) << 8", "UInt16(truncatingIfNeeded: a)", "UInt8(clamping: a)", "UInt16(exactly: a)", "UInt8(ascii: \"a\")",
            "UInt32(0)", "UInt32(IFF_UP)", "UInt32(a[b]) &<< 8", "UInt32(Int32.max)", "MyInt8(a)", "[64 of UInt16](repeating: 0)",
            "a.UInt16(b)", "Int(length)", "UInt16(f(a) & 0xF) << 11",
            "a << 8 | UInt32(b[c])", "if let number = UInt32(text) {", "UInt8(Self.tokenLength)",
        ])

    /// The module of the API server's client, which the layout names and nobody has written.
    static let plannedFolder = "Sources/KubernetesAPI/"

    /// Where octets of others become values, and the other way round.
    static let wire = ["Sources/DNSWire/"] + ["AnswerCache", "Transport", "Upstream"].map { "Sources/DNSServer/\($0)/" }
}
