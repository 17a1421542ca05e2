import DNSModel
import Foundation
import TestSupport
import Testing

/// A server with a folder of manifests and one of state, to which something happens.
final class FaultSetup: Sendable {
    let folder: TemporaryDirectory
    let stateFolder: TemporaryDirectory

    /// With one Service, `web`, whose address is to be allocated.
    init() throws {
        (folder, stateFolder) = (try TemporaryDirectory(), try TemporaryDirectory())
        try addService("web")
    }

    /// A Service whose address is to be allocated, in a file of its own.
    func addService(_ name: String) throws {
        try folder.write("\(name).yaml", Self.service(name))
    }

    static func service(_ name: String) -> String {
        "{apiVersion: v1, kind: Service, metadata: {name: \(name), namespace: faults}, spec: {ports: [{port: 80}]}}\n"
    }

    /// What every server of these folders is given.
    var arguments: [String] {
        ["--manifests", folder.path, "--state-directory", stateFolder.path]
    }

    func start(by launcher: [String] = []) throws -> RunningServer {
        try RunningServer(arguments, by: launcher)
    }

    /// A server that a shell starts at the end of this script, which is given the state directory as `$1`.
    func start(in launcher: [String], after script: String) throws -> RunningServer {
        try start(by: launcher + ["sh", "-ec", "\(script); shift; exec \"$@\"", "sh", stateFolder.path])
    }

    /// A file of the state directory as the server sees it, which may have another file system there.
    func stateFile(_ name: String, of server: RunningServer) -> String {
        "/proc/\(server.processIdentifier)/root\(stateFolder.path)/\(name)"
    }
}

extension DNSClient {
    /// The address of a Service of `FaultSetup`; nil where there is none, or no answer.
    func address(of name: String) -> String? {
        guard let owner = DomainName("\(name).faults.svc.cluster.local") else { return nil }
        let message = exchange(QueryOctets.query(owner, .a), over: .udp).flatMap(LdnsMessage.init)
        return message?.answer.first?.components(separatedBy: " ").last
    }
}

extension RunningServer {
    /// The address of a Service of `FaultSetup`; nil where there is none, or no answer.
    func address(of name: String) -> String? {
        withExtendedLifetime(self) { DNSClient(port: port).address(of: name) }
    }

    /// Waits until a Service is answered.
    func answers(_ name: String) -> Bool {
        waitUntil { address(of: name) != nil }
    }

    /// The lines of the log that have this text.
    func lines(with text: String) -> Int {
        log.split(separator: "\n").count { $0.contains(text) }
    }

    /// Waits until so many lines of the log have this text.
    func says(_ text: String, times: Int = 1) -> Bool {
        waitUntil { lines(with: text) == times }
    }
}
