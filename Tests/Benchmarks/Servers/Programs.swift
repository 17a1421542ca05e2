import Foundation
import TestSupport

/// Where the programs are.
package enum Programs {
    /// What unpack-peers.sh makes.
    private static let peers = Fixture.root.appending(path: ".build/peers")

    /// The program of a server; nil, with the reason, where this machine has none.
    package static func program(of kind: ServerKind) throws(MissingProgram) -> String {
        let path = path(of: kind)
        guard FileManager.default.isExecutableFile(atPath: path) else { throw MissingProgram(kind, path) }
        return path
    }

    private static func path(of kind: ServerKind) -> String {
        switch kind {
        case .echo, .echoPoll: RunningServer.binary.deletingLastPathComponent().appending(path: "Benchmarks").path
        case .svcdns: RunningServer.binary.path
        case .knot: peer("knotd")
        case .nsd: peer("nsd")
        case .unbound: peer("unbound")
        case .bind: peer("named")
        case .dnsmasq: peer("dnsmasq")
        case .coredns: ProcessInfo.processInfo.environment["COREDNS"] ?? ""
        }
    }

    private static func peer(_ name: String) -> String {
        peers.appending(path: "usr/sbin/\(name)").path
    }

    /// The libraries that were unpacked with the programs.
    private static var libraries: String {
        let folder = peers.appending(path: "usr/lib")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix("-linux-gnu") }.map { folder.appending(path: $0).path }.joined(separator: ":")
    }

    /// The words before a program's own: the unpacked ones need the unpacked libraries.
    package static func launcher(of kind: ServerKind) -> [String] {
        switch kind {
        case .echo, .echoPoll, .svcdns, .coredns: []
        case .knot, .nsd, .unbound, .bind, .dnsmasq: ["env", "LD_LIBRARY_PATH=\(libraries)"]
        }
    }

    /// The version that a server says it has.
    package static func version(of kind: ServerKind) throws -> String {
        let flag =
            switch kind {
            case .echo, .echoPoll: ""
            case .svcdns: "--version"
            case .knot, .unbound, .bind: "-V"
            case .nsd, .dnsmasq: "-v"
            case .coredns: "-version"
            }
        guard !flag.isEmpty else { return "" }
        let said = try Tool.run("env", launcher(of: kind).dropFirst() + [program(of: kind), flag])
        let words = (said.output + said.errors).split(whereSeparator: { " \n-".contains($0) })
        return words.first { $0.first?.isNumber == true && $0.contains(".") }.map(String.init) ?? ""
    }
}

/// A server that this machine does not have.
package struct MissingProgram: Error, CustomStringConvertible {
    package let description: String

    init(_ kind: ServerKind, _ path: String) {
        description =
            switch kind {
            case .echo, .echoPoll, .svcdns: "\(kind.title): no \(path): build it with `swift build -c release`"
            case .knot, .nsd, .unbound, .bind, .dnsmasq: "\(kind.title): no \(path): Tests/Benchmarks/unpack-peers.sh unpacks it"
            case .coredns: "CoreDNS: left out, for no program is named by the environment's COREDNS"
            }
    }
}
