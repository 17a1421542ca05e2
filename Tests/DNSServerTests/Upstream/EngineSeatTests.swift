import DNSServer
import Testing
import Upstream

struct EngineSeatTests {
    private let start = ContinuousClock.now
    private var seat = EngineSeat<Int>()
    private var made = 0

    private enum Attempt {
        case renew
        case replace
    }

    /// What a second brings: what is wanted, whether an engine can be made, how many were tried by then, and which one there is.
    private static let rows: [(String, [(Int, Attempt, canBeMade: Bool, tried: Int, engine: Int?)])] = [
        ("Every change has an engine of its own", [(0, .renew, true, 1, 1), (1, .renew, true, 2, 2)]),
        (
            "Where none can be made the one there is stays, and another is tried 30 s later",
            [
                (0, .renew, true, 1, 1), (1, .renew, false, 2, 1), (2, .renew, false, 2, 1), (30, .renew, true, 2, 1),
                (31, .renew, true, 3, 3),
            ]
        ),
        (
            "A broken engine is replaced at once; if the next one breaks there is none until 30 s later",
            [
                (0, .renew, true, 1, 1), (1, .replace, true, 2, 2), (2, .replace, true, 2, nil), (31, .renew, true, 2, nil),
                (32, .renew, true, 3, 3),
            ]
        ),
        (
            "A broken engine that cannot be replaced is gone, and another is tried 30 s later",
            [(0, .renew, true, 1, 1), (1, .replace, false, 2, nil), (30, .renew, true, 2, nil), (31, .renew, true, 3, 3)]
        ),
    ]

    @Test("An engine is made when it is wanted, but not again and again", arguments: rows.indices)
    private mutating func attempts(row: Int) {
        let (story, lines) = Self.rows[row]
        for line in lines {
            attempt(line.1, canBeMade: line.canBeMade, at: start + .seconds(line.0))
            #expect(made == line.tried && seat.engine == line.engine, "\(story), at \(line.0) s")
        }
    }

    private mutating func attempt(_ attempt: Attempt, canBeMade: Bool, at now: ContinuousClock.Instant) {
        var tried = made
        defer { made = tried }
        let make = { () throws(EngineError) -> Int in
            tried += 1
            guard canBeMade else { throw EngineError(description: "none") }
            return tried
        }
        do throws(EngineError) {
            switch attempt {
            case .renew: _ = try seat.renew(at: now, make)
            case .replace: _ = try seat.replace(at: now, make)
            }
        } catch {
            #expect(!canBeMade)
        }
    }
}
