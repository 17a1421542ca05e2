import AllocationCounter
import Glibc

/// Measures steps in rounds: calibration, a step, calibration, the next step and so on, so that what disturbs the machine for a
/// while disturbs both.
struct MicroRun {
    let rounds: Int
    private var calibration = CalibrationLoop()
    /// Times that the calibration loop runs before each step: some five milliseconds.
    private static let calibrations = 4_000

    init(rounds: Int) {
        self.rounds = rounds
    }

    mutating func results(of steps: [MicroStep]) throws -> [MicroResult] {
        var figures = steps.map { _ in (nanoseconds: [Double](), ratio: [Double]()) }
        for _ in 0..<rounds {
            for (index, step) in steps.enumerated() {
                let unit = try measure(Self.calibrations) { calibration.run($0) }
                let cost = try measure(step.repetitions, step.prepare())
                figures[index].nanoseconds.append(cost)
                figures[index].ratio.append(cost / unit)
            }
        }
        withExtendedLifetime(calibration.result) {}
        return try zip(steps, figures).compactMap { step, figures in
            guard let nanoseconds = Sample(figures.nanoseconds), let ratio = Sample(figures.ratio) else { return nil }
            return MicroResult(name: step.name, nanoseconds: nanoseconds, ratio: ratio, allocations: try allocations(of: step))
        }
    }

    /// What the loop costs here, in nanoseconds.
    mutating func calibrationCost() throws -> Sample? {
        Sample(try (0..<rounds).map { _ in try measure(Self.calibrations) { calibration.run($0) } })
    }

    /// Nanoseconds of CPU of the whole process for one time: whatever else runs on the machine is not in it.
    private func measure(_ repetitions: Int, _ body: (Int) throws -> Void) throws -> Double {
        let start = Self.processTime()
        try body(repetitions)
        return (Self.processTime() - start) / Double(repetitions)
    }

    /// Of this thread, which does all of a step, in a round of its own.
    private func allocations(of step: MicroStep) throws -> Double? {
        guard allocation_counter_counts() else { return nil }
        let body = try step.prepare()
        let before = allocation_counter_total()
        try body(step.repetitions)
        return Double(allocation_counter_total() - before) / Double(step.repetitions)
    }

    private static func processTime() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
