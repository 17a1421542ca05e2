import DNSModel
import Foundation
import TestSupport

/// A program that resolves names in a container: it is given names, and prints a line for each, the name and its addresses.
enum ContainerProgram: String, CaseIterable {
    case getent = "getent ahosts"
    case glibc = "getaddrinfo of glibc"
    case musl = "getaddrinfo of musl, static"
    case python = "Python's socket.getaddrinfo"
    case curl
    case busybox = "busybox nslookup"
    case node = "Node's dns.lookup"
    case nodeOwn = "Node's dns.resolve"
    case java = "Java's InetAddress"

    /// Those that README.md's test command installs; the others are tried where somebody has them.
    private var isInstalledByTestCommand: Bool {
        switch self {
        case .getent, .glibc, .musl, .python, .curl, .busybox: true
        case .node, .nodeOwn, .java: false
        }
    }

    /// The programs that are here.
    static let tried = allCases.filter { program in
        let isTried = program.isInstalledByTestCommand || (try? Tool.run("which", [program == .java ? "javac" : "node"]).status) == 0
        if !isTried { print("not installed, and so not tried in a container: \(program.rawValue)") }
        return isTried
    }

    /// The addresses of each name, as the program says in a container.
    func addresses(of names: [String], in container: String, of network: ContainerNetwork) throws -> [String: Set<String>] {
        let folder = try TemporaryDirectory()
        let result = try network.run(in: container, command(in: folder) + names)
        let lines = result.output.split(separator: "\n").map { $0.split(separator: " ") }
        guard result.status == 0, lines.map({ String($0[0]) }) == names else { throw Unexpected(output: result.output + result.errors) }
        let sets = lines.map { Set($0.dropFirst().map { IPAddress($0).map { "\($0)" } ?? String($0) }) }
        return Dictionary(zip(names, sets)) { first, _ in first }
    }

    struct Unexpected: Error {
        let output: String
    }

    /// What starts it; a program of C is built into the folder.
    func command(in folder: TemporaryDirectory) throws -> [String] {
        switch self {
        case .getent: ["bash", Self.source("lookup.sh"), "getent"]
        case .curl: ["bash", Self.source("lookup.sh"), "curl"]
        case .busybox: ["bash", Self.source("lookup.sh"), "busybox"]
        case .glibc: try Self.build(["gcc"], in: folder)
        case .musl: try Self.build(["musl-gcc", "-static"], in: folder)
        case .python: ["python3", Self.source("lookup.py")]
        case .node: ["node", Self.source("lookup.js")]
        case .nodeOwn: ["node", Self.source("lookup.js"), "--own"]
        case .java: ["java", Self.source("Lookup.java")]
        }
    }

    private static func source(_ name: String) -> String {
        Fixture.root.appending(path: "Tests/Containers/\(name)").path
    }

    private static func build(_ compiler: [String], in folder: TemporaryDirectory) throws -> [String] {
        let program = "\(folder.path)/lookup"
        let result = try Tool.run("env", compiler + ["-O1", "-pthread", "-o", program, source("lookup.c")])
        guard result.status == 0 else { throw Unexpected(output: result.errors) }
        return [program]
    }
}
