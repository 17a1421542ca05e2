package import Upstream

/// The engine that there is, and when another may be made. Time is handed in.
///
/// An attempt takes up to a second of the queue, and may cost memory for good; and one that works may break at once again.
package struct EngineSeat<Engine> {
    /// How long no other is made after one that could not be, or that broke.
    package static var rest: Duration { .seconds(30) }

    /// The engine; nil where there is none that works.
    package private(set) var engine: Engine?
    private var restsUntil: ContinuousClock.Instant?

    /// A seat without an engine.
    package init() {}

    /// Makes a new engine, unless it is too early; the one there is stays where that fails. Whether there is a new one.
    package mutating func renew(
        at now: ContinuousClock.Instant, _ make: () throws(EngineError) -> Engine
    ) throws(EngineError) -> Bool {
        if let restsUntil, now < restsUntil { return false }
        do throws(EngineError) {
            engine = try make()
            return true
        } catch {
            restsUntil = now + Self.rest
            throw error
        }
    }

    /// The engine is broken: makes another at once, unless it is too early. Whether there is one.
    package mutating func replace(
        at now: ContinuousClock.Instant, _ make: () throws(EngineError) -> Engine
    ) throws(EngineError) -> Bool {
        engine = nil
        defer { restsUntil = now + Self.rest }
        return try renew(at: now, make)
    }

    /// Lets go of the engine for good.
    package mutating func clear() {
        engine = nil
    }
}
