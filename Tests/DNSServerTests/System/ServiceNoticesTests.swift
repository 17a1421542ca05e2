import DNSServer
import Logging
import Testing

struct ServiceNoticesTests {
    private typealias Notice = ServiceManager.Notice

    @Test(
        "What a service manager is told of a life",
        arguments: [
            ("a quiet one", [.serves("a"), .works, .stops], [.ready, .status("a"), .watchdog, .stopping]),
            ("a status is told when it is another", [.serves("a"), .hasRead("a"), .hasRead("b")], [.ready, .status("a"), .status("b")]),
            ("it is ready once", [.serves("a"), .serves("b")], [.ready, .status("a")]),
            ("nothing is told of one that is not ready", [.wantsReload(at: 1), .reloads, .hasRead("a"), .works], []),
            ("an end before it is ready", [.stops], [.stopping]),
            ("after the end nothing", [.serves("a"), .stops, .stops, .works, .wantsReload(at: 1)], [.ready, .status("a"), .stopping]),
            (
                "a reload", [.serves("a"), .wantsReload(at: 7), .reloads, .hasRead("b")],
                [.ready, .status("a"), .reloading(at: 7), .ready, .status("b")]
            ),
            (
                "a reload is done when what begins after the wish is done",
                [.serves("a"), .wantsReload(at: 7), .hasRead("a"), .reloads, .hasRead("a"), .hasRead("a")],
                [.ready, .status("a"), .reloading(at: 7), .ready]
            ),
            (
                "a wish during a reload is answered by the next",
                [.serves("a"), .wantsReload(at: 7), .reloads, .wantsReload(at: 8), .hasRead("a"), .reloads, .hasRead("a")],
                [.ready, .status("a"), .reloading(at: 7), .reloading(at: 8), .ready]
            ),
        ] as [(String, [ServiceNotices.Event], [ServiceManager.Notice])])
    func lives(name: String, events: [ServiceNotices.Event], notices: [ServiceManager.Notice]) {
        var rules = ServiceNotices()
        #expect(events.flatMap { rules.notices(of: $0) } == notices, "\(name)")
    }

    @Test(
        "The watchdog's interval is taken from the environment where it is meant for this process",
        arguments: [
            (nil, nil, .none), ("30000000", nil, .interval(.seconds(30))), ("30000000", "42", .interval(.seconds(30))),
            ("30000000", "41", .none), ("0", "42", .invalid("WATCHDOG_USEC=0")), ("soon", nil, .invalid("WATCHDOG_USEC=soon")),
            ("-1", nil, .invalid("WATCHDOG_USEC=-1")), ("99999999999999999999", nil, .invalid("WATCHDOG_USEC=99999999999999999999")),
        ] as [(String?, String?, WatchdogRequest)])
    func watchdog(microseconds: String?, process: String?, request: WatchdogRequest) {
        #expect(WatchdogRequest(microseconds: microseconds, process: process, for: 42) == request)
    }

    @Test("A manager that cannot be reached is one warning, not one a notice")
    func unreachable() {
        let log = LogRecorder(level: .warning)
        let supervision = Supervision(by: ServiceManager(path: "/nowhere/notify"), logger: log.logger)
        for event in [.serves("a"), .works, .works, .stops] as [ServiceNotices.Event] { supervision.handle(event) }
        #expect(
            log.messages == [
                "cannot tell the service manager what becomes of this server (NOTIFY_SOCKET=/nowhere/notify): No such file or directory: "
                    + "it may end it"
            ])
    }
}
