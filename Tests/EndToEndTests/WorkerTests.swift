import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct WorkerTests {
    @Test("As many sockets answer UDP as the configuration has workers", arguments: [1, 3, 16])
    func counts(workers: Int) throws {
        let folder = try TemporaryDirectory()
        try folder.write("svcdns.yaml", "workers: \(workers)\n")
        let server = try RunningServer(["--manifests", Fixture.demo, "--config", "\(folder.path)/svcdns.yaml"])
        #expect(waitUntil { Self.datagramSockets(on: server.port) == workers })
    }

    /// The sockets that the kernel lists on a port of 127.0.0.1; a look at a list that changes may miss some.
    private static func datagramSockets(on port: UInt16) -> Int {
        let list = FileManager.default.contents(atPath: "/proc/net/udp") ?? Data()
        let local = " 0100007F:\(String(UInt32(port) + 0x10000, radix: 16, uppercase: true).dropFirst()) "
        return String(decoding: list, as: UTF8.self).components(separatedBy: local).count - 1
    }
}
