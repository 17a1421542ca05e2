import Foundation

/// What a server is started with.
package struct ServerSetup: Sendable {
    /// What it serves.
    package let world: World
    /// Its port on 127.0.0.1.
    package let port: UInt16
    /// The port on 127.0.0.1 of whom it asks about other names.
    package let upstream: UInt16?
    /// Its threads, or processes.
    package let threads: Int
    /// A folder of its own.
    package let folder: String

    /// The arguments of the program.
    package func arguments(of kind: ServerKind) -> [String] {
        switch kind {
        case .echo: ["echo", "--port", "\(port)"]
        case .echoPoll: ["echo", "--port", "\(port)", "--poll"]
        case .svcdns:
            ["serve", "--listen", "127.0.0.1:\(port)", "--manifests", world.manifests.path, "--log-level", "warning"]
                + (upstream.map { ["--upstream", "127.0.0.1:\($0)"] } ?? ["--no-upstream"])
        case .knot: ["--config", settingsFile]
        case .nsd: ["-d", "-c", settingsFile]
        case .unbound: ["-d", "-c", settingsFile]
        case .bind: ["-f", "-n", "\(threads)", "-U", "\(threads)", "-c", settingsFile]
        case .dnsmasq: ["--keep-in-foreground", "--conf-file=\(settingsFile)"]
        case .coredns: ["-conf", settingsFile]
        }
    }

    /// Where `settings` are.
    package var settingsFile: String {
        "\(folder)/settings"
    }

    /// The text of the program's file of settings; empty where it needs none.
    package func settings(of kind: ServerKind) -> String {
        switch kind {
        case .echo, .echoPoll, .svcdns: ""
        case .knot: knot
        case .nsd: nsd
        case .unbound: unbound
        case .bind: bind
        case .dnsmasq: dnsmasq
        case .coredns: coredns
        }
    }

    private var zone: String {
        ServiceCatalogue.zone
    }

    private var zoneFile: String {
        world.file("zone").path
    }
}

/// Every one with as many threads as there are processors, short answers, nothing logged of a query, no limit of rates, and answers
/// of at most 1,232 octets over UDP.
extension ServerSetup {
    private var knot: String {
        """
        server:
            rundir: "\(folder)"
            listen: 127.0.0.1@\(port)
            udp-workers: \(threads)
            tcp-workers: \(threads)
            background-workers: 1
            udp-max-payload: 1232
        database:
            storage: "\(folder)"
        log:
          - target: stderr
            any: warning
        zone:
          - domain: \(zone)
            file: "\(zoneFile)"
            zonefile-sync: -1
            journal-content: none
          - domain: \(world.outside.zone)
            file: "\(world.file("outside-zone").path)"
            zonefile-sync: -1
            journal-content: none

        """
    }

    private var nsd: String {
        """
        server:
            server-count: \(threads)
            ip-address: 127.0.0.1@\(port)
            reuseport: yes
            username: ""
            zonesdir: "\(folder)"
            database: ""
            pidfile: ""
            xfrdfile: "\(folder)/xfrd"
            zonelistfile: "\(folder)/zones"
            xfrdir: "\(folder)"
            minimal-responses: yes
            ipv4-edns-size: 1232
            rrl-ratelimit: 0
            rrl-whitelist-ratelimit: 0
        remote-control:
            control-enable: no
        zone:
            name: \(zone)
            zonefile: "\(zoneFile)"

        """
    }

    private var unbound: String {
        """
        server:
            interface: 127.0.0.1@\(port)
            num-threads: \(threads)
            so-reuseport: yes
            username: ""
            chroot: ""
            directory: "\(folder)"
            pidfile: ""
            use-syslog: no
            logfile: ""
            verbosity: 0
            module-config: "iterator"
            minimal-responses: yes
            rrset-roundrobin: no
            do-not-query-localhost: no
            max-udp-size: 1232
            incoming-num-tcp: 100
            msg-cache-size: 64m
            rrset-cache-size: 128m
            local-zone: "\(zone)." static
        include: "\(world.file("local-data").path)"
        remote-control:
            control-enable: no

        """ + (upstream.map { "forward-zone:\n    name: \".\"\n    forward-addr: 127.0.0.1@\($0)\n" } ?? "")
    }

    private var bind: String {
        """
        options {
            directory "\(folder)";
            pid-file none;
            session-keyfile none;
            listen-on port \(port) { 127.0.0.1; };
            listen-on-v6 { none; };
            dnssec-validation no;
            minimal-responses yes;
            querylog no;
            notify no;
            max-udp-size 1232;
            answer-cookie no;
            recursion \(upstream == nil ? "no" : "yes");
            \(upstream.map { "forward only; forwarders { 127.0.0.1 port \($0); };" } ?? "")
        };
        controls { };
        logging { channel errors { stderr; severity error; }; category default { errors; }; };
        zone "\(zone)" { type primary; file "\(zoneFile)"; };

        """
    }

    private var dnsmasq: String {
        """
        port=\(port)
        listen-address=127.0.0.1
        bind-interfaces
        user=root
        group=root
        pid-file=
        log-facility=-
        no-resolv
        no-hosts
        addn-hosts=\(world.file("hosts").path)
        local=/\(zone)/
        local-ttl=5
        cache-size=10000
        edns-packet-max=1232
        max-tcp-connections=100

        """ + (upstream.map { "server=127.0.0.1#\($0)\n" } ?? "")
    }

    private var coredns: String {
        """
        .:\(port) {
            bind 127.0.0.1
            file \(zoneFile) \(zone) {
                reload 0
            }
            cache {
                success 65536
                denial 65536
            }
            \(upstream.map { "forward . 127.0.0.1:\($0)" } ?? "")
        }

        """
    }
}
