import DNSServer
import Testing

@Suite("The ledger tells what is a change", .timeLimit(.minutes(20)))
struct FileLedgerTests {
    private let start = ContinuousClock.now
    private var ledger = FileLedger()

    private func signature(_ inode: UInt64 = 1, size: Int = 1, modified: Int64 = 1, changed: Int64 = 1) -> FileSignature {
        FileSignature(identity: FileIdentity(device: 1, inode: inode), size: size, modified: modified, changed: changed)
    }

    private func instant(_ milliseconds: Int) -> ContinuousClock.Instant { start.advanced(by: .milliseconds(milliseconds)) }

    private mutating func look(
        at milliseconds: Int, _ found: [String: FileLedger.Finding], unlisted: [String] = []
    ) -> (changed: [String: FileContent], removed: [String]) {
        ledger.begin()
        let changed = found.compactMapValues { $0 }.compactMap { path, finding in
            ledger.enter(finding, of: path, now: instant(milliseconds)).map { (path, $0) }
        }
        return (Dictionary(uniqueKeysWithValues: changed), ledger.end(unlisted: unlisted, now: instant(milliseconds)))
    }

    @Test("A file is read when its signature is not the one that was read, in any part")
    mutating func signatures() {
        #expect(ledger.mustRead("a", signature()))
        _ = look(at: 0, ["a": .octets([1], signature(), isFresh: false)])
        #expect(!ledger.mustRead("a", signature()))
        let others = [signature(2), signature(size: 2), signature(modified: 2), signature(changed: 2)]
        #expect(others.map { ledger.mustRead("a", $0) } == [true, true, true, true])
        #expect(ledger.mustRead("b", signature()))
    }

    @Test("A file that was read right after a write is read once more, though its signature is the same")
    mutating func freshness() {
        _ = look(at: 0, ["a": .octets([1], signature(), isFresh: true)])
        #expect(ledger.mustRead("a", signature()))
        #expect(look(at: 1, ["a": .octets([2], signature(), isFresh: false)]).changed == ["a": .octets([2])])
        #expect(!ledger.mustRead("a", signature()))
    }

    @Test(
        "A reading is fresh within 50 ms of the last change of content or inode",
        arguments: [
            (0, 0, true), (49_999_999, 0, true), (50_000_000, 0, false), (0, -1, true), (0, 50_000_000, false), (-50_000_000, 0, false),
        ])
    func fresh(age: Int64, lead: Int64, expected: Bool) {
        let signature = signature(modified: 1_000_000_000, changed: 1_000_000_000 + lead)
        #expect(signature.isFresh(at: 1_000_000_000 + age) == expected)
    }

    @Test("Times at the ends of their range do not trap")
    func extremes() {
        #expect(!signature(modified: .min, changed: .min).isFresh(at: .max))
        #expect(!signature(modified: .max, changed: .max).isFresh(at: .min))
    }

    @Test("The same octets are no change, whatever the signature")
    mutating func equalContent() {
        #expect(look(at: 0, ["a": .octets([1], signature(), isFresh: false)]).changed == ["a": .octets([1])])
        #expect(look(at: 1, ["a": .octets([1], signature(2), isFresh: false)]).changed.isEmpty)
        #expect(look(at: 2, ["a": .octets([2], signature(2), isFresh: false)]).changed == ["a": .octets([2])])
    }

    @Test("A file that is gone is removed when it has been so for 50 ms, and once")
    mutating func removal() {
        _ = look(at: 0, ["a": .octets([1], signature(), isFresh: false)])
        #expect(look(at: 100, [:]).removed.isEmpty)
        #expect(ledger.nextDeadline() == instant(150))
        #expect(look(at: 149, [:]).removed.isEmpty)
        #expect(look(at: 150, [:]).removed == ["a"])
        #expect(look(at: 151, [:]).removed.isEmpty)
        #expect(ledger.nextDeadline() == nil)
    }

    @Test("A file that was gone for a moment was never gone")
    mutating func replacement() {
        _ = look(at: 0, ["a": .octets([1], signature(), isFresh: false)])
        _ = look(at: 100, [:])
        #expect(look(at: 120, ["a": .octets([1], signature(2), isFresh: false)]).changed.isEmpty)
        #expect(ledger.nextDeadline() == nil)
        #expect(look(at: 200, [:]).removed.isEmpty)
    }

    @Test("A file that becomes empty is told of when it has been so for 50 ms; one that is new, at once")
    mutating func emptied() {
        #expect(
            look(at: 0, ["a": .octets([1], signature(), isFresh: false), "b": .octets([], signature(2), isFresh: false)]).changed.keys
                .sorted() == ["a", "b"])
        let empty = FileLedger.Finding.octets([], signature(size: 0), isFresh: false)
        #expect(look(at: 100, ["a": empty, "b": .unchanged]).changed.isEmpty)
        #expect(ledger.mustRead("a", signature(size: 0)))
        #expect(ledger.nextDeadline() == instant(150))
        #expect(look(at: 150, ["a": empty, "b": .unchanged]).changed == ["a": .octets([])])
        #expect(!ledger.mustRead("a", signature(size: 0)))
    }

    @Test("What cannot be read, or is too large, is told of once, and again what follows")
    mutating func unreadable() {
        _ = look(at: 0, ["a": .octets([1], signature(), isFresh: false)])
        let error = SystemError(13)
        #expect(look(at: 1, ["a": .unreadable(error)]).changed == ["a": .unreadable(error)])
        #expect(look(at: 2, ["a": .unreadable(error)]).changed.isEmpty)
        #expect(look(at: 3, ["a": .tooLarge(signature())]).changed == ["a": .tooLarge])
        #expect(look(at: 4, ["a": .tooLarge(signature(2))]).changed.isEmpty)
        #expect(look(at: 5, ["a": .octets([1], signature(), isFresh: false)]).changed == ["a": .octets([1])])
    }

    @Test("What was put off is read by the next look")
    mutating func postponed() {
        _ = look(at: 0, ["a": .octets([1], signature(), isFresh: false)])
        #expect(look(at: 1, ["a": .postponed]).changed.isEmpty)
        #expect(ledger.mustRead("a", signature()))
    }

    @Test("Files below a directory that could not be listed stay; those beside it do not")
    mutating func unlisted() {
        let found = ["d/a", "d/e/b", "da"].map { ($0, FileLedger.Finding.octets([1], signature(), isFresh: false)) }
        _ = look(at: 0, Dictionary(uniqueKeysWithValues: found))
        _ = look(at: 100, [:], unlisted: ["d"])
        #expect(look(at: 200, [:], unlisted: ["d"]).removed == ["da"])
        #expect(ledger.directories.contains("d/e") && !ledger.directories.contains("d/f"))
    }

    @Test("A file that was missed before its directory could not be listed has no deadline, and its grace begins anew")
    mutating func missedThenUnlisted() {
        _ = look(at: 0, ["d/a": .octets([1], signature(), isFresh: false)])
        _ = look(at: 100, [:])
        #expect(ledger.nextDeadline() == instant(150))
        #expect(look(at: 120, [:], unlisted: ["d"]).removed.isEmpty)
        #expect(ledger.nextDeadline() == nil)
        #expect(look(at: 200, [:]).removed.isEmpty)
        #expect(ledger.nextDeadline() == instant(250))
        #expect(look(at: 250, [:]).removed == ["d/a"])
    }

    @Test("No deadline is left in the past, whatever a look finds of a file that was missed or emptied", arguments: [true, false])
    mutating func pastDeadlines(isMissed: Bool) {
        let found: [FileLedger.Finding?] = [
            .unchanged, .octets([], signature(), isFresh: false), .octets([2], signature(), isFresh: true), .tooLarge(signature()),
            .unreadable(SystemError(13)), .postponed, nil,
        ]
        for finding in found {
            for unlisted in [[], ["d"]] {
                ledger = FileLedger()
                _ = look(at: 0, ["d/a": .octets([1], signature(), isFresh: false)])
                _ = look(at: 100, isMissed ? [:] : ["d/a": .octets([], signature(size: 0), isFresh: false)])
                #expect(ledger.nextDeadline() == instant(150))
                _ = look(at: 200, finding.map { ["d/a": $0] } ?? [:], unlisted: unlisted)
                #expect(ledger.nextDeadline().map { $0 > instant(200) } ?? true, "\(String(describing: finding)) \(unlisted)")
            }
        }
    }

    @Test("Files below the root directory stay when it could not be listed")
    mutating func unlistedRoot() {
        _ = look(at: 0, ["/a": .octets([1], signature(), isFresh: false)])
        _ = look(at: 100, [:], unlisted: ["/"])
        #expect(look(at: 200, [:], unlisted: ["/"]).removed.isEmpty)
    }
}
