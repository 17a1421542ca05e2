import Foundation
import Glibc
import TestSupport

/// The real binary as the unit file has it: as an ordinary user, in a tree that nobody can write to but for one directory, on port 53
/// of a network of its own.
final class Sandbox {
    /// What the process may do beside what an ordinary user may.
    enum Permission: String, CaseIterable {
        /// Listen on port 53, by the capability that systemd gives.
        case ambientCapability
        /// The same, by a setting of its network.
        case unprivilegedPorts
        /// The capability as Kubernetes gives it to an ordinary user: it may be had, and nobody gives it.
        case boundingCapability
    }

    /// The folder of manifests and the state directory.
    let folder: TemporaryDirectory
    private let server: RunningServer

    /// An ordinary user: nobody.
    static let user: UInt32 = 65_534

    /// Whether this machine permits it: by root alone a process can be given to another user.
    static let isPermitted = geteuid() == 0 && Namespaces.command == ["unshare", "--net", "--mount"]

    private static let script = """
        set -e
        ip link set lo up
        [ "$2" != unprivilegedPorts ] || port=53
        echo "${port:-1024}" > /proc/sys/net/ipv4/ip_unprivileged_port_start
        mount --bind "$1/state" "$1/state"
        while read -r _ _ _ _ place _; do
            [ "$place" = "$1/state" ] || mount -o remount,bind,ro "$place" 2> /dev/null || true
        done < /proc/self/mountinfo
        # What ProcSubset= and ProtectProc= leave of it, where the machine lets it be mounted.
        mount -t proc -o subset=pid,hidepid=invisible proc /proc 2> /dev/null || true
        privilege="--bounding-set=-all --inh-caps=-all --ambient-caps=-all"
        case "$2" in
            ambientCapability) privilege="--bounding-set=-all,+net_bind_service --inh-caps=-all,+net_bind_service
                --ambient-caps=-all,+net_bind_service" ;;
            boundingCapability) privilege="--bounding-set=-all,+net_bind_service --inh-caps=-all --ambient-caps=-all" ;;
        esac
        shift 2
        exec setpriv --reuid \(user) --regid \(user) --clear-groups $privilege --no-new-privs --pdeathsig KILL -- "$@"
        """

    /// Starts `svcdns serve` on port 53 with the demonstration's manifests and a state directory; `launcher` starts it within.
    init(_ permission: Permission, by launcher: [String] = []) throws {
        let folder = try TemporaryDirectory()
        self.folder = folder
        try FileManager.default.copyItem(atPath: Fixture.demo, toPath: "\(folder.path)/manifests")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/state", withIntermediateDirectories: true)
        unsafe chown("\(folder.path)/state", Self.user, Self.user)
        let command = ["unshare", "--net", "--mount", "--propagation", "private", "bash", "-c", Self.script, "sandbox", folder.path]
        server = try RunningServer(
            ["--listen", "[::1]:53", "--manifests", "\(folder.path)/manifests", "--state-directory", "\(folder.path)/state"],
            listen: "127.0.0.1:53", by: command + [permission.rawValue] + launcher)
    }

    /// What a line of its status in /proc says.
    func status(_ name: String) throws -> String? {
        let text = try String(contentsOfFile: "/proc/\(server.processIdentifier)/status", encoding: .utf8)
        return text.split(separator: "\n").first { $0.hasPrefix(name + ":") }.map {
            $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
        }
    }

    /// What a client in its network is answered.
    func dig(_ words: String...) throws -> String {
        try run(["dig", "@127.0.0.1", "+short"] + words).output
    }

    /// Runs a command where it lives, as root.
    func run(_ command: [String]) throws -> Tool.Result {
        try Tool.run("nsenter", ["--target", "\(server.processIdentifier)", "--net", "--mount"] + command)
    }

    func send(_ signal: Int32) {
        server.send(signal)
    }

    func waitForEnd() -> Int32? {
        server.waitForEnd()
    }

    var log: String {
        server.log
    }
}
