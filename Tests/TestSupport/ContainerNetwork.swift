import Foundation

/// Containers as real as one machine has them without a container engine: network namespaces with veth pairs on a bridge, and a
/// resolv.conf each.
///
/// All of it lies in a network and a mount table of its own with copies of `/etc` and `/run`, which one process holds: the
/// machine's own are never touched, and nothing is left of it when that process ends.
package final class ContainerNetwork: Sendable {
    /// The address of the bridge, which the containers have as their name server.
    package static let bridge = "10.77.0.1"
    private let holder: ChildProcess
    private let folder: TemporaryDirectory
    /// What starts a command on the machine that has the bridge.
    package let launcher: [String]

    /// Whether this machine permits such a network.
    package static let isPermitted: Bool = {
        do {
            let network = try ContainerNetwork()
            try network.add("trial", at: "\(bridgePrefix).2/24", resolverFile: "")
            return true
        } catch {
            print("no network namespaces here: \(error)")
            return false
        }
    }()

    private static let bridgePrefix = "10.77.0"

    private static let script = """
        set -e
        mount -t tmpfs tmpfs /run
        mkdir /run/etc
        # What this user may not read is nothing that a client needs.
        cp -a /etc/. /run/etc/ 2> /dev/null || true
        mount --bind /run/etc /etc
        mkdir -p /etc/netns
        ip link set lo up
        ip link add bridge0 type bridge
        ip address add \(bridge)/24 dev bridge0
        ip link set bridge0 up
        touch "$1/ready"
        exec sleep infinity
        """

    /// A step that went wrong.
    package struct Failed: Error, CustomStringConvertible {
        package let description: String
    }

    package init() throws {
        guard let unshare = Namespaces.command else { throw Failed(description: "unshare is not permitted") }
        let folder = try TemporaryDirectory()
        self.folder = folder
        let log = folder.url.appending(path: "log").path
        // The signal at the parent's death is forgotten where a user namespace gives new rights: so it is asked for again.
        let bound = ["setpriv", "--pdeathsig", "KILL", "--"]
        let holder = try ChildProcess(
            unshare + bound + ["bash", "-c", Self.script, "holder", folder.path], in: nil, output: log, errors: log)
        self.holder = holder
        let ready = folder.url.appending(path: "ready").path
        _ = waitUntil { FileManager.default.fileExists(atPath: ready) || holder.status != nil }
        guard FileManager.default.fileExists(atPath: ready) else {
            throw Failed(description: String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self))
        }
        let user = unshare.contains("--map-root-user") ? ["--user", "--preserve-credentials"] : []
        launcher = ["nsenter", "--target", "\(holder.identifier)"] + user + ["--net", "--mount"] + bound
    }

    /// A container on the bridge; its only route is the bridge, so what it resolves it cannot reach, and knows it at once.
    package func add(_ name: String, at address: String, resolverFile: String) throws {
        try addNamespace(name, at: address, resolverFile: resolverFile)
        try run("ip", "link", "set", "to-\(name)", "master", "bridge0", "up")
    }

    /// A machine on a cable of its own: `address` and `gateway` with the length of their network, which is all that it reaches
    /// beside the bridge's address.
    package func addOutside(_ name: String, at address: String, gateway: String) throws {
        try addNamespace(name, at: address, resolverFile: "")
        try run("ip", "address", "add", gateway, "dev", "to-\(name)")
        try run("ip", "link", "set", "to-\(name)", "up")
        let next = gateway.prefix { $0 != "/" }
        try run("ip", "-n", name, "route", "add", Self.bridge, "via", String(next))
    }

    private func addNamespace(_ name: String, at address: String, resolverFile: String) throws {
        try run("ip", "netns", "add", name)
        try run("mkdir", "/etc/netns/\(name)")
        try folder.write("resolv.conf", resolverFile)
        try run("cp", "\(folder.path)/resolv.conf", "/etc/netns/\(name)/resolv.conf")
        try run("ip", "link", "add", "to-\(name)", "type", "veth", "peer", "name", "eth0", "netns", name)
        for words in [["address", "add", address, "dev", "eth0"], ["link", "set", "eth0", "up"], ["link", "set", "lo", "up"]] {
            try run("ip", ["-n", name] + words)
        }
    }

    /// Gives the machine that has the bridge another resolv.conf: by a rename, as careful programs do, or into the same file.
    package func writeResolverFile(_ text: String, inPlace: Bool = false) throws {
        try folder.write("resolv.conf", text)
        let step = inPlace ? "cat $1 > /etc/resolv.conf" : "cp $1 /etc/resolv.new && mv /etc/resolv.new /etc/resolv.conf"
        try run("sh", "-c", step, "sh", "\(folder.path)/resolv.conf")
    }

    /// What starts a command in a container, or on a machine outside.
    package func launcher(in name: String) -> [String] {
        launcher + ["ip", "netns", "exec", name]
    }

    /// Runs a command in a container, or on a machine outside.
    package func run(in name: String, _ command: [String], atMost bound: Duration = .seconds(60)) throws -> Tool.Result {
        try withExtendedLifetime(self) { try Tool.run("env", launcher(in: name) + command, atMost: bound) }
    }

    private func run(_ words: String...) throws {
        try run(words[0], Array(words.dropFirst()))
    }

    private func run(_ name: String, _ words: [String]) throws {
        let result = try Tool.run("env", launcher + [name] + words)
        guard result.status == 0 else { throw Failed(description: "\(name) \(words): \(result.errors)") }
    }
}
