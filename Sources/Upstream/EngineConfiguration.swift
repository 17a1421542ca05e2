import DNSModel

/// The settings as libunbound's configuration file has them; its functions for single options cannot say all of it.
struct EngineConfiguration {
    /// The file's text.
    let text: String

    /// `descriptors` is how many the process may have open.
    init(_ settings: EngineSettings, descriptors: Int) throws(EngineError) {
        var lines = ["server:"] + Self.silence + Self.relaying + Self.recovery(settings) + Self.retries
        lines += Self.memory(settings) + Self.sockets(settings, descriptors) + Self.localZones(settings) + Self.validation(settings)
        for (zone, servers) in try Self.forwards(settings) {
            lines += ["forward-zone:", "name: \"\(zone)\"", Self.forgetfulness] + servers
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static let silence = ["verbosity: 0", "use-syslog: no", "log-servfail: no"]

    /// Answers go on whole and as they came; an answer that was never asked for upstream is none.
    private static let relaying = [
        "minimal-responses: no", "rrset-roundrobin: no", "aggressive-nsec: no", "edns-buffer-size: 1232", "do-not-query-localhost: no",
    ]

    /// Of servers that are named, what libunbound learns of their time is kept, so that slow ones are waited for; that it goes on to
    /// take them for silent when they are back is mended by a new engine. Of all the world's servers that cannot be told.
    private static func recovery(_ settings: EngineSettings) -> [String] {
        settings.route == .recursive ? ["infra-cache-max-rtt: 5000", "infra-host-ttl: 0"] : ["infra-cache-max-rtt: 12000"]
    }

    /// Each server is asked a question three times at most, whatever it says (RFC 9520 §3.1).
    private static let retries = ["outbound-msg-retry: 3"]

    /// What servers say is remembered by our own caches. Here failures would stay for 5 s, and a cache of no octets keeps one of them.
    private static let forgetfulness = "forward-no-cache: yes"

    /// Recursion finds its way by delegations that it remembers; validation by keys.
    private static func memory(_ settings: EngineSettings) -> [String] {
        [
            "msg-cache-size: 0", "rrset-cache-size: \(settings.route == .recursive ? "4m" : "0")", "key-cache-size: 1m",
            "neg-cache-size: 0",
            "cache-min-ttl: \(settings.timeToLive.lowerBound)", "cache-max-ttl: \(settings.timeToLive.upperBound)",
            "cache-max-negative-ttl: \(settings.negativeTimeToLive)",
        ]
    }

    /// A question without a socket waits behind others, which may be waiting for a silent server.
    private static func sockets(_ settings: EngineSettings, _ descriptors: Int) -> [String] {
        let range = max(leastSockets, min(settings.concurrency, descriptors / 2, mostSockets))
        return ["num-queries-per-thread: \(settings.concurrency)", "outgoing-range: \(range)", "outgoing-num-tcp: \(connections)"]
    }

    private static let leastSockets = 16
    /// A quarter of the ports that there are.
    private static let mostSockets = 16_384
    /// Each has a buffer of 64 KiB.
    private static let connections = 32

    /// Only what no server may be asked is answered here: `localhost.` and its addresses, `invalid.` (RFC 6761), `onion.`
    /// (RFC 7686), and `resolver.arpa.`, where clients look for encrypted ways to the resolver that they ask (RFC 9462 §4, §6.1).
    /// libunbound answers more by itself, later versions than 1.17 more yet.
    private static func localZones(_ settings: EngineSettings) -> [String] {
        // The networks of RFC 6303 are lifted at once. A resolver upstream that makes them up cannot sign them.
        let networks = ["unblock-lan-zones: yes", "insecure-lan-zones: yes", "domain-insecure: \"home.arpa.\""]
        let zones = passedOn + settings.stubZones.keys
        let nobodys = settings.stubZones["resolver.arpa."] == nil ? ["local-zone: \"resolver.arpa.\" always_nodata"] : []
        return networks + zones.map { "local-zone: \"\($0)\" transparent" } + nobodys
    }

    private static let passedOn: [DomainName] = ["home.arpa.", "test.", "service.arpa."]

    private static func validation(_ settings: EngineSettings) -> [String] {
        let modules = settings.trustAnchorFile == nil ? "iterator" : "validator iterator"
        let isRecursive = settings.route == .recursive
        // Without the level of 2 a bogus answer would have no reason.
        let always = [
            "module-config: \"\(modules)\"", "val-log-level: 2", "val-bogus-ttl: 60", "trust-anchor-signaling: no",
            "qname-minimisation: \(isRecursive ? "yes" : "no")",
        ]
        return always + settings.stubZones.keys.map { "domain-insecure: \"\($0)\"" }
    }

    /// A zone that is forwarded to nobody fails at once, and so does every name that an alias leads to from a stub zone.
    private static func forwards(_ settings: EngineSettings) throws(EngineError) -> [(DomainName, [String])] {
        var forwards: [(DomainName, [String])] = []
        switch settings.route {
        case .nobody: forwards.append((.root, []))
        case .servers(let servers): forwards.append((.root, try servers.map(forward)))
        case .recursive: break
        }
        for (zone, servers) in settings.stubZones { forwards.append((zone, try servers.map(forward))) }
        return forwards
    }

    private static func forward(_ server: UpstreamServer) throws(EngineError) -> String {
        guard let interface = server.interface else { return "forward-addr: \(server.address)@\(server.port)" }
        // The text goes into a file with a grammar.
        guard !interface.isEmpty, interface.utf8.allSatisfy(isPlain) else {
            throw EngineError(description: "\(server.address): \"\(interface)\" is no name or number of an interface")
        }
        return "forward-addr: \(server.address)%\(interface)@\(server.port)"
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
        case _: false
        }
    }
}
