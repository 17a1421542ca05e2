import DNSModel
import DNSServer
import Foundation
import Resolution
import ServiceRegistry
import TestSupport
import Testing

@Suite("The state survives a restart", .timeLimit(.minutes(20)))
struct StateTests {
    private func state() throws -> RegistryState {
        let web = AllocationKey(service: ServiceKey(namespace: "prod", name: "web"), family: .ipv4)
        let gone = AllocationKey(service: ServiceKey(namespace: "prod", name: "gone"), family: .ipv6)
        let table = AllocationTable(
            held: [web: try #require(IPAddress("10.96.0.9"))],
            released: [ReleasedAddress(key: gone, address: try #require(IPAddress("fd00::9")))])
        return RegistryState(allocations: table, serial: 1_795_300_000)
    }

    private let text = """
        svcdns-state 1
        serial 1795300000
        held prod/web 10.96.0.9
        released prod/gone fd00::9
        end 3

        """

    @Test("A state is a text, and the text is the state")
    func roundTrip() throws {
        #expect(StateText.text(of: try state()) == text)
        #expect(try StateText.state(of: text) == state())
    }

    @Test("A text that was cut off anywhere is noticed")
    func truncation() {
        for length in 0..<text.count {
            #expect(throws: StateError.self, "\(length)") { try StateText.state(of: String(text.prefix(length))) }
        }
    }

    @Test(
        "A line that does not belong is named",
        arguments: [
            ("held prod/web 10.96.0.9", "held prod/web 10.96.0.999", StateError.damaged(line: 3)),
            ("held prod/web 10.96.0.9", "held prod 10.96.0.9", .damaged(line: 3)),
            ("serial 1795300000", "serial -1", .damaged(line: 2)), ("released ", "freed ", .damaged(line: 4)),
            ("svcdns-state 1", "svcdns-state 2", .otherVersion("2")), ("svcdns-state 1", "svcdns-state \u{1B}[2J", .damaged(line: 1)),
            ("end 3", "end 4", .damaged(line: 5)),
        ])
    func damage(old: String, new: String, error: StateError) {
        #expect(throws: error) { try StateText.state(of: text.replacingOccurrences(of: old, with: new)) }
    }

    @Test(
        "The serial is the time, and always more than the last, around the end of 32 bits too",
        arguments: [
            (UInt32(0), UInt32(1000), UInt32(1000)), (1000, 2000, 2000), (2000, 2000, 2001), (3000, 2000, 3001),
            (.max, 5, 5), (.max, .max - 10, 0), (.max - 1, 0, 0),
        ])
    func serial(last: UInt32, time: UInt32, next: UInt32) {
        #expect(RegistryState(serial: last).nextSerial(unixTime: time) == next)
    }

    @Test("What was saved is loaded, and a second server is told who has the directory")
    func directory() throws {
        let folder = try TemporaryDirectory()
        let path = folder.url.appending(path: "state").path
        try StateDirectory(path).save(state())
        let directory = try StateDirectory(path)
        var reports: [String] = []
        #expect(try directory.load { reports.append($0) } == state())
        #expect(reports == [])
        #expect { try StateDirectory(path) } throws: { "\($0)".contains("another svcdns has it") }
    }

    @Test(
        "A state that cannot be understood is kept aside, told, and never written over", arguments: ["", "svcdns-state 2\nend 0\n", "junk"])
    func setAside(text: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("registry", text)
        let directory = try StateDirectory(folder.path)
        var reports: [String] = []
        #expect(try directory.load { reports.append($0) } == RegistryState())
        #expect(reports.count == 1 && reports.allSatisfy { $0.contains("registry.unreadable-1") })
        try directory.save(state())
        #expect(try String(contentsOf: folder.url.appending(path: "registry.unreadable-1"), encoding: .utf8) == text)
    }

    @Test("A file that is none of ours is told with what mends it", arguments: ["registry", "serial"])
    func notRegular(name: String) throws {
        let temporary = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: "\(temporary.path)/\(name)", withIntermediateDirectories: false)
        let directory = try StateDirectory(temporary.path)
        let error = #expect(throws: StateDirectoryError.self) { try directory.load { Issue.record("\($0)") } }
        let text = "state directory: cannot read \(temporary.path)/\(name): Is a directory: make it a regular file"
        #expect(error?.description.hasPrefix(text) == true, "\(String(describing: error))")
    }

    @Test("A state directory that is deleted is made and taken again by the next save, though the state is the same")
    func deleted() throws {
        let folder = try TemporaryDirectory()
        let path = folder.url.appending(path: "state").path
        let directory = try StateDirectory(path)
        try directory.save(state())
        try FileManager.default.removeItem(atPath: path)
        try directory.save(state())
        #expect(try String(contentsOfFile: path + "/registry", encoding: .utf8) == text)
        #expect { try StateDirectory(path) } throws: { "\($0)".contains("another svcdns has it") }
    }

    @Test("A state directory that another server made anew is left to it")
    func replaced() throws {
        let folder = try TemporaryDirectory()
        let path = folder.url.appending(path: "state").path
        let directory = try StateDirectory(path)
        try directory.save(state())
        try FileManager.default.removeItem(atPath: path)
        let other = try StateDirectory(path)
        #expect { try directory.save(state()) } throws: { "\($0)".contains("another directory took its place") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["lock"])
        withExtendedLifetime(other) {}
    }

    /// Which file a path leads to: one that is written anew is another.
    private func inode(_ path: String) throws -> UInt64 {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64)
    }

    @Test("A new serial alone leaves the file of the addresses as it is, and is loaded though nobody said that the end was near")
    func serialAlone() throws {
        let folder = try TemporaryDirectory()
        let path = folder.url.appending(path: "state").path
        var state = try state()
        do {
            let directory = try StateDirectory(path)
            try directory.save(state)
            let written = try inode(path + "/registry")
            for _ in 0..<3 {
                state.serial += 1
                try directory.save(state)
            }
            #expect(try inode(path + "/registry") == written)
            #expect(try String(contentsOfFile: path + "/serial", encoding: .utf8) == "svcdns-serial 1\n1795300003\n")
        }
        #expect(try StateDirectory(path).load { Issue.record("\($0)") } == state)
    }

    @Test("The later of the serials in both files counts: an older svcdns wrote but one", arguments: [(nil, 0), (5, 5), (-5, 0)])
    func laterSerial(offset: Int?, expected: UInt32) throws {
        let folder = try TemporaryDirectory()
        try folder.write("registry", text)
        var state = try state()
        if let offset { try folder.write("serial", "svcdns-serial 1\n\(Int(state.serial) + offset)\n") }
        state.serial += expected
        #expect(try StateDirectory(folder.path).load { Issue.record("\($0)") } == state)
    }

    @Test("A file without a serial, as one made on a full disk is, says nothing, and is written when there is room")
    func emptySerial() throws {
        let folder = try TemporaryDirectory()
        try folder.write("registry", text)
        try folder.write("serial", "")
        let directory = try StateDirectory(folder.path)
        #expect(try directory.load { Issue.record("\($0)") } == state())
        try directory.save(state())
        #expect(try String(contentsOf: folder.url.appending(path: "serial"), encoding: .utf8) == "svcdns-serial 1\n1795300000\n")
    }

    @Test(
        "A serial that cannot be understood is kept aside and told, and costs no address",
        arguments: [
            ("svcdns-serial 1", "damaged at line 1"), ("svcdns-serial 1\n", "damaged at line 2"), ("junk\n", "damaged at line 1"),
            ("svcdns-serial 1\n179530000\n", "damaged at line 2"), ("svcdns-serial 1\n9999999999\n", "damaged at line 2"),
            ("svcdns-serial 1\n+795300009\n", "damaged at line 2"), ("svcdns-serial 1\n 795300009\n", "damaged at line 2"),
            ("svcdns-serial 1\n1795300009\n\n", "damaged at line 2"), ("svcdns-serial 1\n1795300009", "damaged at line 2"),
            ("svcdns-serial 1\n\u{661}79530000\n", "damaged at line 2"), ("svcdns-serial 1\r\n1795300009\r\n", "damaged at line 1"),
            ("svcdns-serial 2\n1795300009\n", "written in form 2, which this version does not know"),
        ])
    func damagedSerial(text: String, reason: String) throws {
        let folder = try TemporaryDirectory()
        try folder.write("registry", self.text)
        try folder.write("serial", text)
        let directory = try StateDirectory(folder.path)
        var reports: [String] = []
        #expect(try directory.load { reports.append($0) } == state())
        #expect(reports.count == 1 && reports.allSatisfy { $0.contains("serial.unreadable-1") && $0.contains(reason) }, "\(reports)")
        try directory.save(state())
        try directory.sync()
        #expect(try String(contentsOf: folder.url.appending(path: "serial.unreadable-1"), encoding: .utf8) == text)
    }

    @Test("What hinders saving is told once, and again after it went and came back")
    func hindrance() throws {
        let folder = try TemporaryDirectory()
        let path = folder.url.appending(path: "state").path
        try FileManager.default.createDirectory(atPath: folder.url.appending(path: "manifests").path, withIntermediateDirectories: false)
        let log = LogRecorder()
        var configuration = ServerConfiguration(zones: ZoneConfiguration(clusterDomain: "cluster.local"))
        configuration.manifestDirectories = [folder.url.appending(path: "manifests").path]
        configuration.stateDirectory = path
        let pipeline = try ReloadPipeline(configuration, publisher: SnapshotPublisher(), logger: log.logger)
        _ = pipeline.run()
        for told in 1...2 {
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            try folder.write("state/lock", "")
            for _ in 0..<3 { _ = pipeline.run() }
            #expect(log.errors.count == told, "\(log.errors)")
            try FileManager.default.removeItem(atPath: path)
            _ = pipeline.run()
        }
        #expect(log.errors.count == 2)
    }
}
