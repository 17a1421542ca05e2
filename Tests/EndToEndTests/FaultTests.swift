import Foundation
import TestSupport
import Testing

/// What a server lacks for a while: it answers on, says so once, and takes up again what it could not do.
@Suite(.serialized, .timeLimit(.minutes(20))) struct FaultTests {
    private let setup: FaultSetup

    init() throws {
        setup = try FaultSetup()
    }

    private func run(_ command: String...) throws {
        let result = try Tool.run("env", command)
        #expect(result.status == 0, "\(command): \(result.errors)")
    }

    @Test("Without a descriptor left every Service is answered, none is lost in a reload, and what is new comes when there are some")
    func descriptors() throws {
        let server = try setup.start(by: ["prlimit", "--nofile=64", "--"])
        #expect(server.answers("web"))
        let clients = (0..<80).map { _ in StreamClient(port: server.port) }
        try run("prlimit", "--pid", "\(server.processIdentifier)", "--nofile=8:")
        try setup.addService("new")
        server.send(SIGHUP)
        #expect(server.says("\(setup.folder.path):1:1: warning: cannot be read (Too many open files)"), "\(server.log)")
        #expect(server.address(of: "web") != nil && server.address(of: "new") == nil)
        try run("prlimit", "--pid", "\(server.processIdentifier)", "--nofile=64:")
        #expect(server.answers("new"), "\(server.log)")
        #expect(server.says("mended: \(setup.folder.path):1:1: warning: cannot be read"), "\(server.log)")
        #expect(server.address(of: "web") != nil)
        withExtendedLifetime(clients) {}
    }

    private static let fillingScript = "mount -t tmpfs -o size=64k tmpfs $1; head -c 65536 /dev/zero > $1/fill"

    @Test(
        "On a full disk, from the start or later, all is answered and it is told once; what was written stays whole, and the rest follows",
        .enabled(if: Namespaces.mounts != nil, "no mount namespaces here"))
    func fullDisk() throws {
        let server = try setup.start(in: try #require(Namespaces.mounts), after: Self.fillingScript)
        let (fill, registry) = (setup.stateFile("fill", of: server), setup.stateFile("registry", of: server))
        let web = try #require(server.address(of: "web"))
        try setup.addService("two")
        #expect(server.answers("two"))
        #expect(server.says("cannot write"), "\(server.log)")
        try FileManager.default.removeItem(atPath: fill)
        server.send(SIGHUP)
        #expect(server.says("the state directory is written again"), "\(server.log)")
        let written = try String(contentsOfFile: registry, encoding: .utf8)
        #expect(written.contains("held faults/web \(web)\n") && written.contains("held faults/two "), "\(written)")
        // All that is left, and no more than that.
        #expect(try Tool.run("sh", ["-c", "cat /dev/zero > \(fill)"]).status != 0)
        try setup.addService("three")
        #expect(server.answers("three"))
        #expect(server.says("cannot write", times: 2), "\(server.log)")
        #expect(try String(contentsOfFile: registry, encoding: .utf8) == written)
        try FileManager.default.removeItem(atPath: fill)
        server.send(SIGHUP)
        #expect(server.says("the state directory is written again", times: 2), "\(server.log)")
        #expect(try String(contentsOfFile: registry, encoding: .utf8).contains("held faults/three "))
    }

    @Test(
        "A state directory that became read-only still gives its addresses after a restart, and it is told",
        .enabled(if: Namespaces.mounts != nil, "no mount namespaces here"))
    func readOnly() throws {
        try setup.stateFolder.write("registry", "svcdns-state 1\nserial 1795300000\nheld faults/web 10.96.77.77\nend 2\n")
        try setup.stateFolder.write("lock", "")
        let server = try setup.start(in: try #require(Namespaces.mounts), after: "mount --bind $1 $1; mount -o remount,bind,ro $1")
        #expect(server.address(of: "web") == "10.96.77.77")
        #expect(server.says("Read-only file system"), "\(server.log)")
        try setup.addService("two")
        #expect(server.answers("two"))
        #expect(server.lines(with: "Read-only file system") == 1)
    }

    @Test("A state directory that may not be written from some moment on costs no answer, and is told once")
    func withoutPermission() throws {
        guard let server = try startAsOrdinaryUser() else { return }
        #expect(server.answers("web"))
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: setup.stateFolder.path)
        defer { do { try run("chmod", "777", setup.stateFolder.path) } catch { Issue.record(error) } }
        try setup.addService("two")
        #expect(server.answers("two"))
        #expect(server.says("cannot write"), "\(server.log)")
        try run("chmod", "777", setup.stateFolder.path)
        server.send(SIGHUP)
        #expect(server.says("the state directory is written again"), "\(server.log)")
    }

    @Test("A directory of manifests that may not be read any more keeps what it had")
    func unreadable() throws {
        guard let server = try startAsOrdinaryUser() else { return }
        #expect(server.answers("web"))
        try run("chmod", "000", setup.folder.path)
        server.send(SIGHUP)
        #expect(server.says("cannot be read (Permission denied)"), "\(server.log)")
        #expect(server.address(of: "web") != nil)
        try run("chmod", "755", setup.folder.path)
        try setup.addService("two")
        #expect(server.answers("two"))
    }

    @Test(
        "While a manifest lies on a file system that hangs, all is answered, and signals are obeyed",
        .enabled(if: HangingFile.isPermitted, "root alone can make a file hang"))
    func hangingManifest() throws {
        try setup.addService("slow")
        let server = try setup.start()
        let hanging = try #require(HangingFile("\(setup.folder.path)/slow.yaml"))
        server.send(SIGHUP)
        #expect(waitUntil { hanging.isWaitedFor })
        for _ in 0..<100 { server.send(SIGHUP) }
        for name in ["web", "slow"] { #expect(server.address(of: name) != nil) }
        server.send(SIGTERM)
        #expect(server.waitForEnd() == 0)
        withExtendedLifetime(hanging) {}
    }

    /// Nothing is forbidden to root.
    private func startAsOrdinaryUser() throws -> RunningServer? {
        guard getuid() == 0 else { return try setup.start() }
        let launcher = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        guard try Tool.run("env", launcher + ["test", "-x", RunningServer.binary.path]).status == 0 else { return nil }
        try run("chmod", "755", setup.folder.path)
        try run("chown", "65534:65534", setup.stateFolder.path)
        return try setup.start(by: launcher)
    }

    /// The number of a user is its own in a user namespace.
    private static let withoutWatches = ["unshare", "--map-root-user", "sh", "-ec", "echo 0 > \(watches); exec \"$@\"", "sh"]
    private static let watches = "/proc/sys/user/max_inotify_instances"
    private static let isWatchingDenied = (try? Tool.run("env", withoutWatches + ["true"]).status) == 0

    @Test(
        "Where nothing can be watched changes are found by looking, and watched again when that can be",
        .enabled(if: FaultTests.isWatchingDenied, "no user namespaces here"))
    func noWatches() throws {
        let server = try setup.start(by: Self.withoutWatches)
        #expect(server.says("cannot watch directories (Too many open files)"), "\(server.log)")
        try setup.addService("two")
        #expect(server.answers("two"))
        let enter = ["nsenter", "--target", "\(server.processIdentifier)", "--user", "--preserve-credentials"]
        let result = try Tool.run("env", enter + ["sh", "-c", "echo 128 > \(Self.watches)"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(server.says("all directories are watched again"), "\(server.log)")
        try setup.addService("three")
        #expect(server.answers("three"))
    }

    @Test(
        "An address that no interface has yet is told, and answered over UDP and TCP once one has it",
        .enabled(if: ContainerNetwork.isPermitted, "network namespaces are not permitted here"), arguments: ["10.77.0.9", "fd77::9"])
    func earlyAddress(address: String) throws {
        let network = try ContainerNetwork()
        let isIPv6 = address.contains(":")
        let server = try RunningServer(setup.arguments, listen: isIPv6 ? "[\(address)]:53" : "\(address):53", by: network.launcher)
        #expect(server.says("no interface has the address \(address) yet"), "\(server.log)")
        let added = try Tool.run(
            "env",
            network.launcher + ["ip", "address", "add", "\(address)/\(isIPv6 ? 64 : 24)", "dev", "bridge0"] + (isIPv6 ? ["nodad"] : []))
        #expect(added.status == 0, "\(added.errors)")
        for carrier in ["+notcp", "+tcp"] {
            let answer = try Tool.run(
                "env", network.launcher + ["dig", "+short", carrier, "@\(address)", "web.faults.svc.cluster.local"])
            #expect(answer.output.hasPrefix("10."), "\(carrier): \(answer.output)")
        }
    }
}
