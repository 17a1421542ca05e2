/// One thing that is measured by itself.
struct MicroStep {
    let name: String
    /// How often it is done in a round.
    let repetitions: Int
    /// What has to be made anew for each round, outside the measurement; returns what is measured: the step, so many times.
    let prepare: () throws -> (Int) throws -> Void
}
