import DNSModel
import DNSServer
import ServiceRegistry
import TestSupport
import Testing

/// Cookies on the pipeline.
@Suite("Cookies") struct CookieExchangeTests {
    private static var objects: ObjectLists {
        let (web, crowd) = (ServiceKey(namespace: "testns", name: "svc1"), ServiceKey(namespace: "testns", name: "crowd"))
        let endpoints = (1...200).map { EndpointObject(addresses: [.v4(IPv4Address(0x0A80_0000 + $0))]) }
        return ObjectLists(
            services: [
                ServiceObject(key: web, addressing: .clusterIP([.named(.v4(IPv4Address(0x0A60_0001)))])),
                ServiceObject(key: crowd, addressing: .headless(families: [.ipv4])),
            ],
            endpointSlices: [EndpointSliceObject(service: crowd, origin: .endpointSlice, endpoints: endpoints, ports: [])])
    }

    private static func query(cookie: [UInt8], _ arguments: String = "") -> [UInt8] {
        DigQuery.octets(arguments, for: "svc1.testns.svc.cluster.local", cookie: cookie)
    }

    private static let mine: [UInt8] = [0xAA, 1, 2, 3, 4, 5, 6, 7]

    /// The cookie of an answer, which is the end of it.
    private static func cookie(of answer: [UInt8]) -> [UInt8] {
        answer.suffix(28).prefix(4) == [0, 10, 0, 24] ? Array(answer.suffix(24)) : []
    }

    @Test("Whatever cookie comes, its client's part goes back with a good part of the server's, and the answer is the same")
    func exchange() throws {
        let trial = PipelineTrial(Self.objects)
        let client = try Client("10.0.0.1")
        let first = trial.answer(to: Self.query(cookie: Self.mine), from: client)
        let cookie = Self.cookie(of: first)
        #expect(cookie.count == 24 && cookie.starts(with: Self.mine + [1, 0, 0, 0]))
        #expect(AnswerOutline(first)?.description == "NOERROR qr aa rd | A | EDNS 0 | COOKIE")
        #expect(trial.answer(to: Self.query(cookie: cookie), from: client) == first)
        let wrong = Self.mine + Array(repeating: 7, count: 32)
        for length in 16...40 { #expect(trial.answer(to: Self.query(cookie: Array(wrong.prefix(length))), from: client) == first) }
        let other = trial.answer(to: Self.query(cookie: [1, 2, 3, 4, 5, 6, 7, 8]), from: client)
        #expect(other.dropLast(24) == first.dropLast(24) && Self.cookie(of: other) != cookie)
        trial.wait(.seconds(1_799))
        #expect(Self.cookie(of: trial.answer(to: Self.query(cookie: cookie), from: client)) == cookie)
        trial.wait(.seconds(1))
        #expect(Self.cookie(of: trial.answer(to: Self.query(cookie: cookie), from: client)) != cookie)
    }

    @Test("Who asks for a cookie alone hears whether the one that it has is good, and gets a good one in any case")
    func cookieAlone() throws {
        let trial = PipelineTrial(Self.objects)
        let client = try Client("10.0.0.1")
        func ask(_ cookie: [UInt8]) -> [UInt8] { trial.answer(to: Self.query(cookie: cookie, "+dnssec +header-only"), from: client) }
        let first = ask(Self.mine)
        let cookie = Self.cookie(of: first)
        #expect(cookie.count == 24 && AnswerOutline(first)?.description == "NOERROR qr rd | EDNS 0 do | COOKIE")
        #expect(ask(cookie) == first)
        for length in 16...40 {
            let answer = ask(Self.mine + Array(repeating: 7, count: length - 8))
            #expect(AnswerOutline(answer)?.description == "BADCOOKIE qr rd | EDNS 0 do | COOKIE" && Self.cookie(of: answer) == cookie)
        }
        trial.wait(.seconds(3_601))
        let late = ask(cookie)
        #expect(AnswerOutline(late)?.description == "BADCOOKIE qr rd | EDNS 0 do | COOKIE" && Self.cookie(of: late) != cookie)
    }

    @Test("A query without a cookie gets none, though the same with one came before")
    func without() throws {
        let trial = PipelineTrial(Self.objects)
        let client = try Client("10.0.0.1")
        for _ in 0..<3 {
            #expect(AnswerOutline(trial.answer(to: Self.query(cookie: Self.mine), from: client))?.description.hasSuffix("COOKIE") == true)
            let plain = trial.answer(to: Self.query(cookie: [], "+nocookie"), from: client)
            #expect(AnswerOutline(plain)?.description == "NOERROR qr aa rd | A | EDNS 0")
        }
    }

    @Test(
        "No UDP answer is longer than the client can take or 1232 octets, with a cookie too",
        arguments: [0, 512, 513, 1_000, 1_232, 4_096, 65_535])
    func lengths(payloadSize: Int) throws {
        let trial = PipelineTrial(Self.objects) { $0.identity = Array(repeating: 65, count: ServerConfiguration.longestIdentity) }
        let limit = min(max(payloadSize, 512), 1_232)
        for options in ["", "+nsid", "+nocookie", "+nocookie +nsid"] {
            let query = DigQuery.octets(
                "+bufsize=\(payloadSize) \(options)", for: "crowd.testns.svc.cluster.local", cookie: Self.mine)
            for _ in 0..<3 {
                let answer = trial.answer(to: query, from: try Client("10.0.0.1"))
                let outline = try #require(AnswerOutline(answer)).description
                #expect(answer.count <= limit && answer.count > limit - 16 && outline.hasPrefix("NOERROR qr aa tc rd | A"), "\(outline)")
                #expect(
                    outline.contains("COOKIE") != options.contains("+nocookie") && outline.contains("NSID") == options.contains("+nsid"))
            }
        }
        let stream = try Client("10.0.0.1", over: .stream)
        let whole = trial.answer(to: DigQuery.octets("", for: "crowd.testns.svc.cluster.local"), from: stream)
        #expect(LdnsMessage(whole)?.answer.count == 200 && Self.cookie(of: whole).count == 24)
    }

    @Test(
        "Every packet has the same answer whether answers are remembered or not, with cookies in it too",
        arguments: PacketFiles.all.map(\.name))
    func remembered(name: String) throws {
        let packet = try #require(PacketFiles.all.first { $0.name == name }).octets
        let shared = PipelineTrial(Self.objects) { $0.identity = Array("here".utf8) }
        let secrets = shared.configuration.cookieSecrets
        let client = try Client("10.0.0.1")
        // What others have asked before: the same with each cookie, and without.
        let cookies: [[UInt8]] = [
            [0, 10, 0, 8] + Self.mine, [0, 10, 0, 8, 9, 9, 9, 9, 9, 9, 9, 9], [0, 10, 0, 7, 1, 1, 1, 1, 1, 1, 1],
            [0, 10, 0, 24] + Self.mine + Array(repeating: 1, count: 16), [0, 10, 0, 9] + Self.mine, [0, 3, 0, 0, 0, 10, 0, 8] + Self.mine,
            [0, 10, 0, 8] + Self.mine + [0, 10, 0, 0],
        ]
        let variants = cookies.flatMap { PacketFiles.variants(of: packet, with: $0) }
        let plain = variants.map { message in
            let alone = PipelineTrial(Self.objects) {
                $0.identity = Array("here".utf8)
                $0.cookieSecrets = secrets
            }
            return alone.answer(to: message, from: client)
        }
        for _ in 0..<3 {
            for (message, answer) in zip(variants, plain) where shared.answer(to: message, from: client) != answer {
                Issue.record("\(message)")
            }
        }
    }
}
