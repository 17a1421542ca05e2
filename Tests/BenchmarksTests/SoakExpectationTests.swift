import Benchmarks
import Testing

struct SoakExpectationTests {
    private static let question: [UInt8] = [1, 97, 0, 0, 1, 0, 1]
    private static let address: [UInt8] = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 0, 0, 1]
    private static let alias: [UInt8] = [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 5, 0, 3, 1, 98, 0]

    private static func answer(_ code: UInt8, _ records: [[UInt8]] = []) -> [UInt8] {
        [0, 1, 0x84, code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0] + question + records.flatMap(\.self)
    }

    private static let right: [(SoakExpectation, [UInt8])] = [
        (.records(["a. IN A 10.0.0.1"]), answer(0, [address])),
        (.someRecords, answer(0, [address])),
        (.noData, answer(0)),
        (.nameError, answer(3)),
        (.recordsOrFailure(["a. IN A 10.0.0.1"]), answer(2)),
        (.recordsOrFailure(["a. IN A 10.0.0.1"]), answer(0, [address])),
        (.alias("a. IN CNAME b."), answer(0, [alias])),
        (.alias("a. IN CNAME b."), answer(0, [alias, address])),
    ]

    private static let wrong: [(SoakExpectation, [UInt8])] = [
        (.records(["a. IN A 10.0.0.2"]), answer(0, [address])),
        (.records(["a. IN A 10.0.0.1"]), answer(0, [address, address])),
        (.records(["a. IN A 10.0.0.1"]), answer(0)),
        (.records(["a. IN A 10.0.0.1"]), answer(2)),
        (.someRecords, answer(0)),
        (.noData, answer(3)),
        (.noData, answer(0, [address])),
        (.nameError, answer(0)),
        (.recordsOrFailure(["a. IN A 10.0.0.1"]), answer(3)),
        (.recordsOrFailure(["a. IN A 10.0.0.1"]), answer(0)),
        (.alias("a. IN CNAME b."), answer(0, [address])),
        (.alias("a. IN CNAME b."), answer(2)),
        (.noData, [0, 1, 0x84]),
        (.noData, [0, 1, 0x04, 0, 0, 1, 0, 0, 0, 0, 0, 0] + question),
    ]

    @Test("A right answer has no mistake", arguments: right)
    func accepts(expectation: SoakExpectation, answer: [UInt8]) {
        #expect(expectation.mistake(in: answer) == nil)
    }

    @Test("Every other is one", arguments: wrong)
    func rejects(expectation: SoakExpectation, answer: [UInt8]) {
        #expect(expectation.mistake(in: answer) != nil)
    }
}
