import DNSModel
import Dispatch
import Synchronization
import TestSupport
import Testing
import Upstream

@Suite struct EngineTests {
    @Test(arguments: [.nobody, .servers([]), .recursive] as [EngineSettings.Route])
    func anEngineIsMadeForEveryRoute(_ route: EngineSettings.Route) throws {
        #expect(try UnboundEngine(EngineSettings(route)).descriptor >= 0)
    }

    @Test(arguments: [
        (nil, "No such file or directory"), ("", "there is no key in it"), ("; . DS 1 8 2 AA\n. NS a.\n", "there is no key in it"),
        (". IN DS 20326 8 2 E06D\n. IN DS nonsense", "line 2: Conversion error"),
    ])
    func aBadFileOfTrustAnchorsIsFoundAtOnceAndNamed(_ content: String?, _ reason: String) throws {
        let folder = try TemporaryDirectory()
        if let content { try folder.write("a \"key\" 'file'", content) }
        var settings = EngineSettings(.nobody)
        settings.trustAnchorFile = folder.path + "/a \"key\" 'file'"
        let error = #expect(throws: EngineError.self) { try UnboundEngine(settings) }
        #expect(
            error?.description.hasPrefix("trust anchor file \(folder.path)/a \"key\" 'file': \(reason)") == true,
            "\(String(describing: error))")
    }

    @Test func aFolderIsNoFileOfTrustAnchors() throws {
        let folder = try TemporaryDirectory()
        var settings = EngineSettings(.nobody)
        settings.trustAnchorFile = folder.path
        let error = #expect(throws: EngineError.self) { try UnboundEngine(settings) }
        #expect(error?.description.contains("it is no file") == true)
    }

    @Test func whyAnEngineCannotBeMadeIsKnownWhileOthersEnd() throws {
        let folder = try TemporaryDirectory()
        try folder.write("key", ". IN DS nonsense")
        var settings = EngineSettings(.nobody)
        settings.trustAnchorFile = folder.path + "/key"
        let bad = settings
        let reasons = Mutex<Set<String>>([])
        DispatchQueue.concurrentPerform(iterations: 200) { number in
            do { _ = try UnboundEngine(number.isMultiple(of: 2) ? bad : EngineSettings(.nobody)) } catch {
                reasons.withLock { _ = $0.insert("\(error)") }
            }
        }
        let known = reasons.withLock { $0 }
        #expect(known.count == 1 && known.first?.contains("line 1: ") == true, "\(known)")
    }

    @Test func enginesAreMadeSideBySide() {
        let made = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            for _ in 0..<4 where (try? UnboundEngine(EngineSettings(.nobody))) != nil { made.withLock { $0 += 1 } }
        }
        #expect(made.withLock { $0 } == 64)
    }

    @Test func theNameOfAnInterfaceCannotBringLinesIntoTheConfiguration() {
        let server = UpstreamServer(.v6(IPv6Address(high: 0xFE80 << 48, low: 1)), interface: "eth0@53\nforward-first: yes")
        #expect(throws: EngineError.self) { try UnboundEngine(EngineSettings(.servers([server]))) }
    }
}
