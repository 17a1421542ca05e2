/// Why a step does not measure what it says.
enum MicroFailure: Error {
    case wrongAnswer
    case notServed
}
